using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>Hyperbolic cosine of every element. Integers give float32.</summary>
        public Tensor Cosh() => Dispatch.Run(new UnaryByInput<HyperbolicCosineFormula>(default), this);
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct HyperbolicCosineFormula : IInputDerivative
    {
        public static string Name => "cosh";

        public TLane Value<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane> => TLane.Cosh(x);

        public TLane FromInput<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane> => TLane.Sinh(x);
    }
}
