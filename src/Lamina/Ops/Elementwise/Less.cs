using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>Is this less than the other, element by element, broadcast; the answers are bool, false beside NaN.</summary>
        public Tensor Less(Tensor other) => Dispatch.Run(new Question<LessFormula>(default), this, other);

        /// <inheritdoc cref="Less(Tensor)"/>
        public Tensor Less(Scalar other) => Less(ToCompare(other));

        /// <inheritdoc cref="Less(Tensor)"/>
        public static Tensor operator <(Tensor left, Tensor right) => left.Less(right);

        /// <inheritdoc cref="Less(Tensor)"/>
        public static Tensor operator <(Tensor left, Scalar right) => left.Less(right);

        /// <inheritdoc cref="Less(Tensor)"/>
        public static Tensor operator <(Scalar left, Tensor right) => right.Greater(left);
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct LessFormula : IPredicate
    {
        public static string Name => "less";

        public TLane Mask<TLane>(TLane a, TLane b)
            where TLane : struct, INumberLane<TLane> => TLane.LessThan(a, b);
    }
}
