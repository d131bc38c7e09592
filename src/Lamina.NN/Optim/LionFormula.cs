using System.Runtime.CompilerServices;
using Lamina.Ops;
using Lamina.Simd;

namespace Lamina.NN;

/// <summary>State: momentum. Rates: η, and what decay leaves of a parameter.</summary>
internal readonly record struct LionFormula(double Beta1, double Beta2, double WeightDecay) : IUpdateFormula
{
    static readonly string[] Names = ["exp_avg"];

    public static string Name => "lion_update";

    public IReadOnlyList<OpAttribute> Attributes => [new("beta1", Beta1), new("beta2", Beta2), new("weight_decay", WeightDecay)];

    public IReadOnlyList<string> StateNames => Names;

    public UpdateRates Rates(double learningRate, long step) => new(learningRate, 1 - (learningRate * WeightDecay));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step<TLane>(ref TLane parameter, TLane gradient, ref TLane state0, ref TLane state1, ref TLane state2, in LaneRates<TLane> rates)
        where TLane : struct, IRealLane<TLane>
    {
        TLane zero = TLane.Constant(0), one = TLane.Constant(1);
        TLane direction = (TLane.Constant(Beta1) * state0) + (TLane.Constant(1 - Beta1) * gradient);
        TLane sign = TLane.Select(TLane.LessThan(zero, direction), one, TLane.Select(TLane.LessThan(direction, zero), -one, direction));
        if (WeightDecay != 0)
            parameter *= rates.Second;
        parameter -= rates.First * sign;
        state0 = (TLane.Constant(Beta2) * state0) + (TLane.Constant(1 - Beta2) * gradient);
    }
}
