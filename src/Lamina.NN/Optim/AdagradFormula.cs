using System.Runtime.CompilerServices;
using Lamina.Ops;
using Lamina.Simd;

namespace Lamina.NN;

/// <summary>State: sum of squares. Rate: η, decayed.</summary>
internal readonly record struct AdagradFormula(double LearningRateDecay, double Epsilon, double WeightDecay) : IUpdateFormula
{
    static readonly string[] Sum = ["sum"];

    public static string Name => "adagrad_update";

    public IReadOnlyList<OpAttribute> Attributes => [new("learning_rate_decay", LearningRateDecay), new("epsilon", Epsilon), new("weight_decay", WeightDecay)];

    public IReadOnlyList<string> StateNames => Sum;

    public UpdateRates Rates(double learningRate, long step) => new(learningRate / (1 + ((step - 1) * LearningRateDecay)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step<TLane>(ref TLane parameter, TLane gradient, ref TLane state0, ref TLane state1, ref TLane state2, in LaneRates<TLane> rates)
        where TLane : struct, IRealLane<TLane>
    {
        if (WeightDecay != 0)
            gradient += TLane.Constant(WeightDecay) * parameter;
        state0 += gradient * gradient;
        parameter -= rates.First * gradient / (TLane.Sqrt(state0) + TLane.Constant(Epsilon));
    }
}
