using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>Arc sine of every element, in radians; NaN outside [−1, 1]. Integers give float32.</summary>
        public Tensor Asin() => Dispatch.Run(new UnaryByInput<AsinFormula>(default), this);
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct AsinFormula : IInputDerivative
    {
        public static string Name => "asin";

        public TLane Value<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane> => TLane.Asin(x);

        public TLane FromInput<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane> => TLane.Constant(1) / TLane.Sqrt((TLane.Constant(1) - x) * (TLane.Constant(1) + x));
    }
}
