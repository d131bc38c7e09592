using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>Arc tangent of every element, in radians. Integers give float32.</summary>
        public Tensor Atan() => Dispatch.Run(new UnaryByInput<AtanFormula>(default), this);
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct AtanFormula : IInputDerivative
    {
        public static string Name => "atan";

        public TLane Value<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane> => TLane.Atan(x);

        public TLane FromInput<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane> => TLane.Constant(1) / TLane.MultiplyAdd(x, x, TLane.Constant(1));
    }
}
