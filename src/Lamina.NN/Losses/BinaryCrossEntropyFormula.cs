using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina.NN;

/// <summary>
/// −y·ln p − (1 − y)·ln(1 − p) of a probability p and a target y. At the ends of p the logarithms stop at −100 and the derivative's
/// divisor p(1 − p) at 1e-12, so that a wrong certainty costs much but not infinitely much.
/// </summary>
internal readonly record struct BinaryCrossEntropyFormula : IBinaryFormula
{
    // As float32 holds it: the reference computes with that number in float64 too.
    const double LeastDivisor = 1e-12f;

    public static string Name => "binary_cross_entropy";

    public TLane Value<TLane>(TLane p, TLane y)
        where TLane : struct, IRealLane<TLane>
    {
        TLane least = TLane.Constant(-100);
        return ((y - TLane.Constant(1)) * TLane.Max(TLane.Log1p(-p), least)) - (y * TLane.Max(TLane.Log(p), least));
    }

    public static Saves Saves(ulong needed) => Lamina.Ops.Saves.AllInputs;

    public static Tensor?[] Backward(BackwardContext context)
    {
        (Tensor p, Tensor y) = (context.Input(0), context.Input(1));
        return
        [
            context.Needs(0) ? context.Gradient * (p - y) / (p * (1 - p)).Clamp(min: LeastDivisor) : null,
            context.Needs(1) ? context.Gradient * ((-p).Log1p().Clamp(min: -100) - p.Log().Clamp(min: -100)) : null,
        ];
    }
}
