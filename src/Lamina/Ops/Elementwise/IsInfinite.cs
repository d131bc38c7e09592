using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>Is it +∞ or −∞, element by element; the answers are bool.</summary>
        public Tensor IsInfinite() => DType.IsFloatingPoint() ? Dispatch.Run(new UnaryQuestion<IsInfiniteFormula>(default), this) : Full(Shape, false, DType.Bool);
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct IsInfiniteFormula : IUnaryPredicate
    {
        public static string Name => "isinf";

        public TLane Mask<TLane>(TLane x)
            where TLane : struct, INumberLane<TLane> => TLane.Equal(TLane.Abs(x), TLane.Constant(double.PositiveInfinity));
    }
}
