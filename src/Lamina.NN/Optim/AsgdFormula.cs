using System.Runtime.CompilerServices;
using Lamina.Ops;
using Lamina.Simd;

namespace Lamina.NN;

/// <summary>State: average of the parameter. Rates: ηₜ, what decay leaves of a parameter, and the parameter's share in the average.</summary>
internal readonly record struct AsgdFormula(double Decay, double Power, double Start, double WeightDecay) : IUpdateFormula
{
    static readonly string[] Names = ["ax"];

    public static string Name => "asgd_update";

    public IReadOnlyList<OpAttribute> Attributes => [new("decay", Decay), new("power", Power), new("start", Start), new("weight_decay", WeightDecay)];

    public IReadOnlyList<string> StateNames => Names;

    public UpdateRates Rates(double learningRate, long step)
    {
        double rate = learningRate / Math.Pow(1 + (Decay * learningRate * (step - 1)), Power);
        return new(rate, 1 - (Decay * rate), 1 / Math.Max(1, step - 1 - Start));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step<TLane>(ref TLane parameter, TLane gradient, ref TLane state0, ref TLane state1, ref TLane state2, in LaneRates<TLane> rates)
        where TLane : struct, IRealLane<TLane>
    {
        if (WeightDecay != 0)
            gradient += TLane.Constant(WeightDecay) * parameter;
        parameter = (rates.Second * parameter) - (rates.First * gradient);
        TLane average = state0 + (rates.Third * (parameter - state0));
        state0 = TLane.Select(TLane.Equal(rates.Third, TLane.Constant(1)), parameter, average);
    }
}
