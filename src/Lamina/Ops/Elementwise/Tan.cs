using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>Tangent of every element, in radians. Integers give float32.</summary>
        public Tensor Tan() => Dispatch.Run(new UnaryByOutput<TanFormula>(default), this);
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct TanFormula : IOutputDerivative
    {
        public static string Name => "tan";

        public TLane Value<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane> => TLane.Tan(x);

        public TLane FromOutput<TLane>(TLane y)
            where TLane : struct, IRealLane<TLane> => TLane.MultiplyAdd(y, y, TLane.Constant(1));
    }
}
