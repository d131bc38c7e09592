using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>Error function 2/√π ∫₀ˣ e^(−t²) dt of every element. Integers give float32.</summary>
        public Tensor Erf() => Dispatch.Run(new UnaryByInput<ErfFormula>(default), this);
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct ErfFormula : IInputDerivative
    {
        public static string Name => "erf";

        public TLane Value<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane> => TLane.Erf(x);

        public TLane FromInput<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane> => TLane.Constant(1.1283791670955126) * TLane.Exp(-(x * x));
    }
}
