using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina.NN;

/// <summary>Binary cross-entropy of the probability σ(x) and a target y: max(x, 0) − x·y + ln(1 + e^−|x|), which neither overflows nor loses digits.</summary>
internal readonly record struct BinaryLogitsFormula : IBinaryFormula
{
    public static string Name => "binary_cross_entropy_with_logits";

    public TLane Value<TLane>(TLane x, TLane y)
        where TLane : struct, IRealLane<TLane> =>
        TLane.Max(x, TLane.Constant(0)) - (x * y) + TLane.Log1p(TLane.Exp(-TLane.Abs(x)));

    public static Saves Saves(ulong needed) => new((needed & 1) != 0 ? 0b11UL : 0b01UL);

    public static Tensor?[] Backward(BackwardContext context) =>
    [
        context.Needs(0) ? context.Gradient * (context.Input(0).Sigmoid() - context.Input(1)) : null,
        context.Needs(1) ? -(context.Gradient * context.Input(0)) : null,
    ];
}
