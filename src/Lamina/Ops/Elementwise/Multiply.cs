using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>Elementwise product, broadcast; dtype by promotion.</summary>
        public static Tensor operator *(Tensor left, Tensor right) => Dispatch.Run(new NumberBinary<MultiplyFormula>(default), left, right);

        /// <summary>Multiplies every element by a number.</summary>
        public static Tensor operator *(Tensor left, Scalar right) => Dispatch.Run(new NumberBinary<MultiplyFormula>(default), left, Weak(right, left));

        /// <summary>Multiplies every element by a number.</summary>
        public static Tensor operator *(Scalar left, Tensor right) => right * left;

        /// <summary>Multiplies by a tensor that broadcasts to this one, in place, and gives this one back.</summary>
        public Tensor MultiplyInPlace(Tensor other) => Dispatch.Run(new NumberBinary<MultiplyFormula>(default, InPlace: true), this, other);

        /// <summary>Multiplies by a number in place, and gives this tensor back.</summary>
        public Tensor MultiplyInPlace(Scalar other) => MultiplyInPlace(Weak(other, this));
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct MultiplyFormula : INumberBinaryFormula
    {
        public static string Name => "multiply";

        public TLane Value<TLane>(TLane a, TLane b)
            where TLane : struct, INumberLane<TLane> => a * b;

        public static Saves Saves(ulong needed) => new(((needed & 1) << 1) | ((needed >> 1) & 1));

        public static Tensor?[] Backward(BackwardContext context) =>
        [
            context.Needs(0) ? context.Gradient * context.Input(1) : null,
            context.Needs(1) ? context.Gradient * context.Input(0) : null,
        ];
    }
}
