using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>1/√x of every element; ∞ at 0, NaN below. Integers give float32.</summary>
        public Tensor Rsqrt() => Dispatch.Run(new UnaryByOutput<RsqrtFormula>(default), this);
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct RsqrtFormula : IOutputDerivative
    {
        public static string Name => "rsqrt";

        public TLane Value<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane> => TLane.Constant(1) / TLane.Sqrt(x);

        public TLane FromOutput<TLane>(TLane y)
            where TLane : struct, IRealLane<TLane> => TLane.Constant(-0.5) * (y * y * y);
    }
}
