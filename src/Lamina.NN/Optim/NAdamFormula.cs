using System.Runtime.CompilerServices;
using Lamina.Ops;
using Lamina.Simd;

namespace Lamina.NN;

/// <summary>States: average of gradients, average of squares. Rates: what the gradient and its average are multiplied by, and the inverse root of the second average's correction.</summary>
internal readonly record struct NAdamFormula(double Beta1, double Beta2, double Epsilon, double WeightDecay, double MomentumDecay) : IUpdateFormula
{
    static readonly string[] Names = ["exp_avg", "exp_avg_sq"];

    public static string Name => "nadam_update";

    public IReadOnlyList<OpAttribute> Attributes => [new("beta1", Beta1), new("beta2", Beta2), new("epsilon", Epsilon), new("weight_decay", WeightDecay), new("momentum_decay", MomentumDecay)];

    public IReadOnlyList<string> StateNames => Names;

    public UpdateRates Rates(double learningRate, long step)
    {
        // Once the product cannot be told from 0 beside 1, further factors do not count.
        double product = 1;
        for (long i = 1; i <= step && product > 1e-20; i++)
            product *= Momentum(i);
        double next = Momentum(step + 1);
        return new(
            learningRate * (1 - Momentum(step)) / (1 - product),
            learningRate * next / (1 - (product * next)),
            1 / Math.Sqrt(1 - Math.Pow(Beta2, step)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step<TLane>(ref TLane parameter, TLane gradient, ref TLane state0, ref TLane state1, ref TLane state2, in LaneRates<TLane> rates)
        where TLane : struct, IRealLane<TLane>
    {
        if (WeightDecay != 0)
            gradient += TLane.Constant(WeightDecay) * parameter;
        state0 = (TLane.Constant(Beta1) * state0) + (TLane.Constant(1 - Beta1) * gradient);
        state1 = (TLane.Constant(Beta2) * state1) + (TLane.Constant(1 - Beta2) * gradient * gradient);
        parameter -= ((rates.First * gradient) + (rates.Second * state0)) / ((TLane.Sqrt(state1) * rates.Third) + TLane.Constant(Epsilon));
    }

    double Momentum(long step) => Beta1 * (1 - (0.5 * Math.Pow(0.96, step * MomentumDecay)));
}
