using System.Runtime.CompilerServices;
using Lamina.Ops;
using Lamina.Simd;

namespace Lamina.NN;

/// <summary>States: average of gradients, average of squares. Rates: η over the first average's correction; the rectification, 0 as long as there is none.</summary>
internal readonly record struct RAdamFormula(double Beta1, double Beta2, double Epsilon, double WeightDecay) : IUpdateFormula
{
    static readonly string[] Names = ["exp_avg", "exp_avg_sq"];

    public static string Name => "radam_update";

    public IReadOnlyList<OpAttribute> Attributes => [new("beta1", Beta1), new("beta2", Beta2), new("epsilon", Epsilon), new("weight_decay", WeightDecay)];

    public IReadOnlyList<string> StateNames => Names;

    public UpdateRates Rates(double learningRate, long step)
    {
        double rest = Math.Pow(Beta2, step), limit = (2 / (1 - Beta2)) - 1, length = limit - (2 * step * rest / (1 - rest));
        double rectified = length > 5
            ? Math.Sqrt((length - 4) * (length - 2) * limit * (1 - rest) / ((limit - 4) * (limit - 2) * length))
            : 0;
        return new(learningRate / (1 - Math.Pow(Beta1, step)), rectified);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step<TLane>(ref TLane parameter, TLane gradient, ref TLane state0, ref TLane state1, ref TLane state2, in LaneRates<TLane> rates)
        where TLane : struct, IRealLane<TLane>
    {
        if (WeightDecay != 0)
            gradient += TLane.Constant(WeightDecay) * parameter;
        state0 = (TLane.Constant(Beta1) * state0) + (TLane.Constant(1 - Beta1) * gradient);
        state1 = (TLane.Constant(Beta2) * state1) + (TLane.Constant(1 - Beta2) * gradient * gradient);
        TLane step = rates.First * state0, rectified = step * rates.Second / (TLane.Sqrt(state1) + TLane.Constant(Epsilon));
        parameter -= TLane.Select(TLane.Equal(rates.Second, TLane.Constant(0)), step, rectified);
    }
}
