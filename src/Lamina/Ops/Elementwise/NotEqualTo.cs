using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>Does this differ from the other, element by element, broadcast; the answers are bool, true beside NaN.</summary>
        public Tensor NotEqualTo(Tensor other) => Dispatch.Run(new Question<NotEqualToFormula>(default), this, other);

        /// <inheritdoc cref="NotEqualTo(Tensor)"/>
        public Tensor NotEqualTo(Scalar other) => NotEqualTo(ToCompare(other));
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct NotEqualToFormula : IPredicate
    {
        public static string Name => "not_equal";

        public TLane Mask<TLane>(TLane a, TLane b)
            where TLane : struct, INumberLane<TLane> => TLane.Not(TLane.Equal(a, b));
    }
}
