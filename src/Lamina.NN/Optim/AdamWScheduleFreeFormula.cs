using System.Runtime.CompilerServices;
using Lamina.Ops;
using Lamina.Simd;

namespace Lamina.NN;

/// <summary>States: fast sequence, average of squares. Rates: η, the inverse of the second's correction, and the fast sequence's share c in the average.</summary>
internal readonly record struct AdamWScheduleFreeFormula(double Beta1, double Beta2, double Epsilon, double WeightDecay, long WarmUp) : IUpdateFormula
{
    static readonly string[] Names = ["z", "exp_avg_sq"];

    public static string Name => "adamw_schedule_free_update";

    public IReadOnlyList<OpAttribute> Attributes => [new("beta1", Beta1), new("beta2", Beta2), new("epsilon", Epsilon), new("weight_decay", WeightDecay), new("warm_up", WarmUp)];

    public IReadOnlyList<string> StateNames => Names;

    public UpdateRates Rates(double learningRate, long step)
    {
        // Weights of the rising rate are (i / W)², those after it 1.
        double rising = Math.Min(step, WarmUp), share = step < WarmUp ? (double)step / WarmUp : 1;
        double sum = (rising == 0 ? 0 : rising * (rising + 1) * ((2 * rising) + 1) / (6.0 * WarmUp * WarmUp)) + step - rising;
        return new(learningRate * share, 1 / (1 - Math.Pow(Beta2, step)), share * share / sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step<TLane>(ref TLane parameter, TLane gradient, ref TLane state0, ref TLane state1, ref TLane state2, in LaneRates<TLane> rates)
        where TLane : struct, IRealLane<TLane>
    {
        state1 = (TLane.Constant(Beta2) * state1) + (TLane.Constant(1 - Beta2) * gradient * gradient);
        TLane step = gradient / (TLane.Sqrt(state1 * rates.Second) + TLane.Constant(Epsilon));
        if (WeightDecay != 0)
            step += TLane.Constant(WeightDecay) * parameter;
        step *= rates.First;
        TLane one = TLane.Constant(1);
        parameter += (rates.Third * (state0 - parameter)) - ((one - (TLane.Constant(Beta1) * (one - rates.Third))) * step);
        state0 -= step;
    }
}
