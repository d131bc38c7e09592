using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>Is it not a number, element by element; the answers are bool.</summary>
        public Tensor IsNaN() => DType.IsFloatingPoint() ? Dispatch.Run(new UnaryQuestion<IsNaNFormula>(default), this) : Full(Shape, false, DType.Bool);
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct IsNaNFormula : IUnaryPredicate
    {
        public static string Name => "isnan";

        public TLane Mask<TLane>(TLane x)
            where TLane : struct, INumberLane<TLane> => TLane.Not(TLane.Equal(x, x));
    }
}
