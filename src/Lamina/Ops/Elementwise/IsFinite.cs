using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>Is it neither infinite nor NaN, element by element; the answers are bool.</summary>
        public Tensor IsFinite() => DType.IsFloatingPoint() ? Dispatch.Run(new UnaryQuestion<IsFiniteFormula>(default), this) : Full(Shape, true, DType.Bool);
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct IsFiniteFormula : IUnaryPredicate
    {
        public static string Name => "isfinite";

        public TLane Mask<TLane>(TLane x)
            where TLane : struct, INumberLane<TLane> => TLane.LessThan(TLane.Abs(x), TLane.Constant(double.PositiveInfinity));
    }
}
