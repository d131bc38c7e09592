using System.Runtime.CompilerServices;
using Lamina.Ops;
using Lamina.Simd;

namespace Lamina.NN;

/// <summary>
/// States: average of gradients, average of squares, and with AMSGrad its largest value. Rates: η over the first average's
/// correction, the inverse root of the second's, and what decoupled decay leaves of a parameter.
/// </summary>
internal readonly record struct AdamFormula(double Beta1, double Beta2, double Epsilon, double WeightDecay, bool Decoupled, bool AmsGrad) : IUpdateFormula
{
    static readonly string[] Two = ["exp_avg", "exp_avg_sq"], Three = ["exp_avg", "exp_avg_sq", "max_exp_avg_sq"];

    public static string Name => "adam_update";

    public IReadOnlyList<OpAttribute> Attributes =>
    [
        new("beta1", Beta1), new("beta2", Beta2), new("epsilon", Epsilon), new("weight_decay", WeightDecay),
        new("decoupled", Decoupled), new("amsgrad", AmsGrad),
    ];

    public IReadOnlyList<string> StateNames => AmsGrad ? Three : Two;

    public UpdateRates Rates(double learningRate, long step) => new(
        learningRate / (1 - Math.Pow(Beta1, step)),
        1 / Math.Sqrt(1 - Math.Pow(Beta2, step)),
        1 - (learningRate * WeightDecay));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step<TLane>(ref TLane parameter, TLane gradient, ref TLane state0, ref TLane state1, ref TLane state2, in LaneRates<TLane> rates)
        where TLane : struct, IRealLane<TLane>
    {
        if (Decoupled)
            parameter *= rates.Third;
        else if (WeightDecay != 0)
            gradient += TLane.Constant(WeightDecay) * parameter;
        state0 = (TLane.Constant(Beta1) * state0) + (TLane.Constant(1 - Beta1) * gradient);
        state1 = (TLane.Constant(Beta2) * state1) + (TLane.Constant(1 - Beta2) * gradient * gradient);
        TLane squares = state1;
        if (AmsGrad)
            squares = state2 = TLane.Max(state2, state1);
        parameter -= rates.First * state0 / ((TLane.Sqrt(squares) * rates.Second) + TLane.Constant(Epsilon));
    }
}
