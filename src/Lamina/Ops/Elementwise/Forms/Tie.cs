using Lamina.Simd;

namespace Lamina.Ops.Elementwise;

/// <summary>1 where the first number is larger, ½ on a tie, else 0: the first's share in the gradient of a maximum.</summary>
internal readonly record struct LargerShareFormula : IBinaryFormula
{
    public static string Name => "larger_share";

    public static string NonDifferentiable => "it is constant where it is continuous";

    public TLane Value<TLane>(TLane a, TLane b)
        where TLane : struct, IRealLane<TLane>
    {
        TLane tieOrLess = TLane.Select(TLane.LessThan(a, b), TLane.Constant(0), TLane.Constant(0.5));
        return TLane.Select(TLane.LessThan(b, a), TLane.Constant(1), tieOrLess);
    }

    /// <summary>Splits a gradient between two inputs by their shares; the second wins where <paramref name="smaller"/> is asked for.</summary>
    public static Tensor?[] Split(BackwardContext context, bool smaller)
    {
        Tensor a = context.Input(0), b = context.Input(1);
        Tensor first = context.Gradient * Dispatch.Run(new Binary<LargerShareFormula>(default), smaller ? b : a, smaller ? a : b);
        return [context.Needs(0) ? first : null, context.Needs(1) ? context.Gradient - first : null];
    }
}
