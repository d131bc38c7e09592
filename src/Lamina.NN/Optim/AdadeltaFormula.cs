using System.Runtime.CompilerServices;
using Lamina.Ops;
using Lamina.Simd;

namespace Lamina.NN;

/// <summary>States: averages of squared gradients and of squared steps. Rate: η.</summary>
internal readonly record struct AdadeltaFormula(double Rho, double Epsilon, double WeightDecay) : IUpdateFormula
{
    static readonly string[] Names = ["square_avg", "acc_delta"];

    public static string Name => "adadelta_update";

    public IReadOnlyList<OpAttribute> Attributes => [new("rho", Rho), new("epsilon", Epsilon), new("weight_decay", WeightDecay)];

    public IReadOnlyList<string> StateNames => Names;

    public UpdateRates Rates(double learningRate, long step) => new(learningRate);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step<TLane>(ref TLane parameter, TLane gradient, ref TLane state0, ref TLane state1, ref TLane state2, in LaneRates<TLane> rates)
        where TLane : struct, IRealLane<TLane>
    {
        if (WeightDecay != 0)
            gradient += TLane.Constant(WeightDecay) * parameter;
        TLane keep = TLane.Constant(Rho), take = TLane.Constant(1 - Rho), epsilon = TLane.Constant(Epsilon);
        state0 = (keep * state0) + (take * gradient * gradient);
        TLane step = TLane.Sqrt(state1 + epsilon) / TLane.Sqrt(state0 + epsilon) * gradient;
        state1 = (keep * state1) + (take * step * step);
        parameter -= rates.First * step;
    }
}
