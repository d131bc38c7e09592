using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>Is this equal to the other, element by element, broadcast; the answers are bool, false beside NaN. For a single answer about whole tensors, see <see cref="Same"/> and <see cref="AllClose"/>.</summary>
        public Tensor EqualTo(Tensor other) => Dispatch.Run(new Question<EqualToFormula>(default), this, other);

        /// <inheritdoc cref="EqualTo(Tensor)"/>
        public Tensor EqualTo(Scalar other) => EqualTo(ToCompare(other));
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct EqualToFormula : IPredicate
    {
        public static string Name => "equal";

        public TLane Mask<TLane>(TLane a, TLane b)
            where TLane : struct, INumberLane<TLane> => TLane.Equal(a, b);
    }
}
