using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>Arc cosine of every element, in radians; NaN outside [−1, 1]. Integers give float32.</summary>
        public Tensor Acos() => Dispatch.Run(new UnaryByInput<AcosFormula>(default), this);
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct AcosFormula : IInputDerivative
    {
        public static string Name => "acos";

        public TLane Value<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane> => TLane.Acos(x);

        public TLane FromInput<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane> => TLane.Constant(-1) / TLane.Sqrt((TLane.Constant(1) - x) * (TLane.Constant(1) + x));
    }
}
