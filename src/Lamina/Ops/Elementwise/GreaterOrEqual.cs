using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>Is this greater than or equal to the other, element by element, broadcast; the answers are bool, false beside NaN.</summary>
        public Tensor GreaterOrEqual(Tensor other) => Dispatch.Run(new Question<GreaterOrEqualFormula>(default), this, other);

        /// <inheritdoc cref="GreaterOrEqual(Tensor)"/>
        public Tensor GreaterOrEqual(Scalar other) => GreaterOrEqual(ToCompare(other));

        /// <inheritdoc cref="GreaterOrEqual(Tensor)"/>
        public static Tensor operator >=(Tensor left, Tensor right) => left.GreaterOrEqual(right);

        /// <inheritdoc cref="GreaterOrEqual(Tensor)"/>
        public static Tensor operator >=(Tensor left, Scalar right) => left.GreaterOrEqual(right);

        /// <inheritdoc cref="GreaterOrEqual(Tensor)"/>
        public static Tensor operator >=(Scalar left, Tensor right) => right.LessOrEqual(left);
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct GreaterOrEqualFormula : IPredicate
    {
        public static string Name => "greater_equal";

        public TLane Mask<TLane>(TLane a, TLane b)
            where TLane : struct, INumberLane<TLane> => TLane.LessThanOrEqual(b, a);
    }
}
