using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>Cosine of every element, in radians. Integers give float32.</summary>
        public Tensor Cos() => Dispatch.Run(new UnaryByInput<CosFormula>(default), this);
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct CosFormula : IInputDerivative
    {
        public static string Name => "cos";

        public TLane Value<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane> => TLane.Cos(x);

        public TLane FromInput<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane> => -TLane.Sin(x);
    }
}
