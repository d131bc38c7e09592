using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>Is exactly one of both true, broadcast. Numbers other than 0, NaN included, count as true.</summary>
        public Tensor LogicalXor(Tensor other) => Dispatch.Run(new Question<LogicalXorFormula>(default), this, other);

        /// <summary>Exactly one of two truth values; of integers, the bits that are set in exactly one, broadcast; dtype by promotion.</summary>
        /// <exception cref="DTypeException">A tensor is floating point.</exception>
        public static Tensor operator ^(Tensor left, Tensor right) => Dispatch.Run(new BitwiseBinary<BitwiseXorFormula>(default), left, right);

        /// <inheritdoc cref="op_ExclusiveOr(Tensor, Tensor)"/>
        public static Tensor operator ^(Tensor left, Scalar right) => left ^ Weak(right, left);
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct LogicalXorFormula : IPredicate
    {
        public static string Name => "logical_xor";

        public TLane Mask<TLane>(TLane a, TLane b)
            where TLane : struct, INumberLane<TLane>
        {
            TLane zero = TLane.Constant(0);
            return TLane.Or(TLane.And(TLane.Equal(a, zero), TLane.Not(TLane.Equal(b, zero))), TLane.And(TLane.Equal(b, zero), TLane.Not(TLane.Equal(a, zero))));
        }
    }

    internal readonly record struct BitwiseXorFormula : INumberBinaryFormula
    {
        public static string Name => "bitwise_xor";

        public static string NonDifferentiable => "it takes no floating-point tensors";

        public TLane Value<TLane>(TLane a, TLane b)
            where TLane : struct, INumberLane<TLane> => TLane.Or(a, b) - TLane.And(a, b);
    }
}
