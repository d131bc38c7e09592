using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>Hyperbolic tangent of every element. Integers give float32.</summary>
        public Tensor Tanh() => Dispatch.Run(new UnaryByOutput<TanhFormula>(default), this);
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct TanhFormula : IOutputDerivative
    {
        public static string Name => "tanh";

        public TLane Value<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane> => TLane.Tanh(x);

        public TLane FromOutput<TLane>(TLane y)
            where TLane : struct, IRealLane<TLane> => TLane.MultiplyAdd(-y, y, TLane.Constant(1));
    }
}
