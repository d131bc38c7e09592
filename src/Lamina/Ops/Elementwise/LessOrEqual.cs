using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>Is this less than or equal to the other, element by element, broadcast; the answers are bool, false beside NaN.</summary>
        public Tensor LessOrEqual(Tensor other) => Dispatch.Run(new Question<LessOrEqualFormula>(default), this, other);

        /// <inheritdoc cref="LessOrEqual(Tensor)"/>
        public Tensor LessOrEqual(Scalar other) => LessOrEqual(ToCompare(other));

        /// <inheritdoc cref="LessOrEqual(Tensor)"/>
        public static Tensor operator <=(Tensor left, Tensor right) => left.LessOrEqual(right);

        /// <inheritdoc cref="LessOrEqual(Tensor)"/>
        public static Tensor operator <=(Tensor left, Scalar right) => left.LessOrEqual(right);

        /// <inheritdoc cref="LessOrEqual(Tensor)"/>
        public static Tensor operator <=(Scalar left, Tensor right) => right.GreaterOrEqual(left);
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct LessOrEqualFormula : IPredicate
    {
        public static string Name => "less_equal";

        public TLane Mask<TLane>(TLane a, TLane b)
            where TLane : struct, INumberLane<TLane> => TLane.LessThanOrEqual(a, b);
    }
}
