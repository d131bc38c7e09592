using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>Hyperbolic sine of every element. Integers give float32.</summary>
        public Tensor Sinh() => Dispatch.Run(new UnaryByInput<HyperbolicSineFormula>(default), this);
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct HyperbolicSineFormula : IInputDerivative
    {
        public static string Name => "sinh";

        public TLane Value<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane> => TLane.Sinh(x);

        public TLane FromInput<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane> => TLane.Cosh(x);
    }
}
