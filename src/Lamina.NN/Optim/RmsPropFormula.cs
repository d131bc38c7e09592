using System.Runtime.CompilerServices;
using Lamina.Ops;
using Lamina.Simd;

namespace Lamina.NN;

/// <summary>States: average of squares; if centered, average of gradients; with momentum, the kept direction. Rate: η.</summary>
internal readonly record struct RmsPropFormula(double Alpha, double Epsilon, bool Centered, double Momentum, double WeightDecay) : IUpdateFormula
{
    static readonly string[] Plain = ["square_avg"], WithMomentum = ["square_avg", "momentum_buffer"];
    static readonly string[] WithCenter = ["square_avg", "grad_avg"], WithBoth = ["square_avg", "grad_avg", "momentum_buffer"];

    public static string Name => "rmsprop_update";

    public IReadOnlyList<OpAttribute> Attributes =>
        [new("alpha", Alpha), new("epsilon", Epsilon), new("centered", Centered), new("momentum", Momentum), new("weight_decay", WeightDecay)];

    public IReadOnlyList<string> StateNames => (Centered, Momentum != 0) switch
    {
        (false, false) => Plain,
        (false, true) => WithMomentum,
        (true, false) => WithCenter,
        (true, true) => WithBoth,
    };

    public UpdateRates Rates(double learningRate, long step) => new(learningRate);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step<TLane>(ref TLane parameter, TLane gradient, ref TLane state0, ref TLane state1, ref TLane state2, in LaneRates<TLane> rates)
        where TLane : struct, IRealLane<TLane>
    {
        if (WeightDecay != 0)
            gradient += TLane.Constant(WeightDecay) * parameter;
        TLane keep = TLane.Constant(Alpha), take = TLane.Constant(1 - Alpha);
        state0 = (keep * state0) + (take * gradient * gradient);
        TLane variance = state0;
        if (Centered)
        {
            state1 = (keep * state1) + (take * gradient);
            // Rounding may leave a variance of almost nothing below zero.
            variance = TLane.Max(state0 - (state1 * state1), TLane.Constant(0));
        }

        TLane direction = gradient / (TLane.Sqrt(variance) + TLane.Constant(Epsilon));
        if (Momentum != 0)
        {
            TLane kept = (TLane.Constant(Momentum) * (Centered ? state2 : state1)) + direction;
            direction = kept;
            if (Centered)
                state2 = kept;
            else
                state1 = kept;
        }

        parameter -= rates.First * direction;
    }
}
