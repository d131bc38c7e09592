using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>Is it false, or 0, element by element; the answers are bool.</summary>
        public Tensor LogicalNot() => Dispatch.Run(new UnaryQuestion<LogicalNotFormula>(default), this);

        /// <inheritdoc cref="LogicalNot"/>
        public static Tensor operator !(Tensor value) => value.LogicalNot();
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct LogicalNotFormula : IUnaryPredicate
    {
        public static string Name => "logical_not";

        public TLane Mask<TLane>(TLane x)
            where TLane : struct, INumberLane<TLane> => TLane.Equal(x, TLane.Constant(0));
    }
}
