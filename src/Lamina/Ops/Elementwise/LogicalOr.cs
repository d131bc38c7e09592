using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>Is either true, broadcast. Numbers other than 0, NaN included, count as true.</summary>
        public Tensor LogicalOr(Tensor other) => Dispatch.Run(new Question<LogicalOrFormula>(default), this, other);

        /// <summary>Either of two truth values; of integers, the bits that are set in either, broadcast; dtype by promotion.</summary>
        /// <exception cref="DTypeException">A tensor is floating point.</exception>
        public static Tensor operator |(Tensor left, Tensor right) => Dispatch.Run(new BitwiseBinary<BitwiseOrFormula>(default), left, right);

        /// <inheritdoc cref="op_BitwiseOr(Tensor, Tensor)"/>
        public static Tensor operator |(Tensor left, Scalar right) => left | Weak(right, left);
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct LogicalOrFormula : IPredicate
    {
        public static string Name => "logical_or";

        public TLane Mask<TLane>(TLane a, TLane b)
            where TLane : struct, INumberLane<TLane>
        {
            TLane zero = TLane.Constant(0);
            return TLane.Not(TLane.And(TLane.Equal(a, zero), TLane.Equal(b, zero)));
        }
    }

    internal readonly record struct BitwiseOrFormula : INumberBinaryFormula
    {
        public static string Name => "bitwise_or";

        public static string NonDifferentiable => "it takes no floating-point tensors";

        public TLane Value<TLane>(TLane a, TLane b)
            where TLane : struct, INumberLane<TLane> => TLane.Or(a, b);
    }
}
