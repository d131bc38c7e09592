using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>ln(1 + x) of every element, accurate near 0; −∞ at −1, NaN below. Integers give float32.</summary>
        public Tensor Log1p() => Dispatch.Run(new UnaryByInput<Log1pFormula>(default), this);
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct Log1pFormula : IInputDerivative
    {
        public static string Name => "log1p";

        public TLane Value<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane> => TLane.Log1p(x);

        public TLane FromInput<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane> => TLane.Constant(1) / (TLane.Constant(1) + x);
    }
}
