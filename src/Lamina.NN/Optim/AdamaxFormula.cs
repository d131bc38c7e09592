using System.Runtime.CompilerServices;
using Lamina.Ops;
using Lamina.Simd;

namespace Lamina.NN;

/// <summary>States: average of gradients, largest magnitude. Rate: η over the average's correction.</summary>
internal readonly record struct AdamaxFormula(double Beta1, double Beta2, double Epsilon, double WeightDecay) : IUpdateFormula
{
    static readonly string[] Names = ["exp_avg", "exp_inf"];

    public static string Name => "adamax_update";

    public IReadOnlyList<OpAttribute> Attributes => [new("beta1", Beta1), new("beta2", Beta2), new("epsilon", Epsilon), new("weight_decay", WeightDecay)];

    public IReadOnlyList<string> StateNames => Names;

    public UpdateRates Rates(double learningRate, long step) => new(learningRate / (1 - Math.Pow(Beta1, step)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step<TLane>(ref TLane parameter, TLane gradient, ref TLane state0, ref TLane state1, ref TLane state2, in LaneRates<TLane> rates)
        where TLane : struct, IRealLane<TLane>
    {
        if (WeightDecay != 0)
            gradient += TLane.Constant(WeightDecay) * parameter;
        state0 = (TLane.Constant(Beta1) * state0) + (TLane.Constant(1 - Beta1) * gradient);
        state1 = TLane.Max(TLane.Constant(Beta2) * state1, TLane.Abs(gradient) + TLane.Constant(Epsilon));
        parameter -= rates.First * state0 / state1;
    }
}
