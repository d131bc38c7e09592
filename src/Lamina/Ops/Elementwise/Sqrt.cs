using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>Square root of every element; NaN below 0. Integers give float32. The derivative at 0 is ∞.</summary>
        public Tensor Sqrt() => Dispatch.Run(new UnaryByOutput<SqrtFormula>(default), this);
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct SqrtFormula : IOutputDerivative
    {
        public static string Name => "sqrt";

        public TLane Value<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane> => TLane.Sqrt(x);

        public TLane FromOutput<TLane>(TLane y)
            where TLane : struct, IRealLane<TLane> => TLane.Constant(0.5) / y;
    }
}
