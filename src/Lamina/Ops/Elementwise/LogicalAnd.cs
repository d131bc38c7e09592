using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>Are both true, broadcast. Numbers other than 0, NaN included, count as true.</summary>
        public Tensor LogicalAnd(Tensor other) => Dispatch.Run(new Question<LogicalAndFormula>(default), this, other);

        /// <summary>Both of two truth values; of integers, the bits that are set in both, broadcast; dtype by promotion.</summary>
        /// <exception cref="DTypeException">A tensor is floating point.</exception>
        public static Tensor operator &(Tensor left, Tensor right) => Dispatch.Run(new BitwiseBinary<BitwiseAndFormula>(default), left, right);

        /// <inheritdoc cref="op_BitwiseAnd(Tensor, Tensor)"/>
        public static Tensor operator &(Tensor left, Scalar right) => left & Weak(right, left);
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct LogicalAndFormula : IPredicate
    {
        public static string Name => "logical_and";

        public TLane Mask<TLane>(TLane a, TLane b)
            where TLane : struct, INumberLane<TLane>
        {
            TLane zero = TLane.Constant(0);
            return TLane.Not(TLane.Or(TLane.Equal(a, zero), TLane.Equal(b, zero)));
        }
    }

    internal readonly record struct BitwiseAndFormula : INumberBinaryFormula
    {
        public static string Name => "bitwise_and";

        public static string NonDifferentiable => "it takes no floating-point tensors";

        public TLane Value<TLane>(TLane a, TLane b)
            where TLane : struct, INumberLane<TLane> => TLane.And(a, b);
    }
}
