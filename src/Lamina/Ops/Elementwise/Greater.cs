using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>Is this greater than the other, element by element, broadcast; the answers are bool, false beside NaN.</summary>
        public Tensor Greater(Tensor other) => Dispatch.Run(new Question<GreaterFormula>(default), this, other);

        /// <inheritdoc cref="Greater(Tensor)"/>
        public Tensor Greater(Scalar other) => Greater(ToCompare(other));

        /// <inheritdoc cref="Greater(Tensor)"/>
        public static Tensor operator >(Tensor left, Tensor right) => left.Greater(right);

        /// <inheritdoc cref="Greater(Tensor)"/>
        public static Tensor operator >(Tensor left, Scalar right) => left.Greater(right);

        /// <inheritdoc cref="Greater(Tensor)"/>
        public static Tensor operator >(Scalar left, Tensor right) => right.Less(left);
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct GreaterFormula : IPredicate
    {
        public static string Name => "greater";

        public TLane Mask<TLane>(TLane a, TLane b)
            where TLane : struct, INumberLane<TLane> => TLane.LessThan(b, a);
    }
}
