using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>Elementwise difference, broadcast; dtype by promotion.</summary>
        /// <exception cref="DTypeException">Both are bool.</exception>
        public static Tensor operator -(Tensor left, Tensor right) => Dispatch.Run(new NumberBinary<SubtractFormula>(default), left, right);

        /// <summary>Subtracts a number from every element.</summary>
        public static Tensor operator -(Tensor left, Scalar right) => Dispatch.Run(new NumberBinary<SubtractFormula>(default), left, Weak(right, left));

        /// <summary>Subtracts every element from a number.</summary>
        public static Tensor operator -(Scalar left, Tensor right) => Dispatch.Run(new NumberBinary<SubtractFormula>(default), Weak(left, right), right);

        /// <summary>Subtracts a tensor that broadcasts to this one, in place, and gives this one back.</summary>
        public Tensor SubtractInPlace(Tensor other) => Dispatch.Run(new NumberBinary<SubtractFormula>(default, InPlace: true), this, other);

        /// <summary>Subtracts a number in place, and gives this tensor back.</summary>
        public Tensor SubtractInPlace(Scalar other) => SubtractInPlace(Weak(other, this));
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct SubtractFormula : INumberBinaryFormula
    {
        public static string Name => "subtract";

        public static string InsteadOfBool => "use `LogicalXor`, or convert one with `To` first";

        public TLane Value<TLane>(TLane a, TLane b)
            where TLane : struct, INumberLane<TLane> => a - b;

        public static Tensor?[] Backward(BackwardContext context) => [context.Gradient, context.Needs(1) ? -context.Gradient : null];
    }
}
