using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>Inverse hyperbolic tangent of every element, ½ ln((1 + x) / (1 − x)); ±∞ at ±1, NaN beyond. Integers give float32.</summary>
        public Tensor Atanh() => Dispatch.Run(new UnaryByInput<AtanhFormula>(default), this);
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct AtanhFormula : IInputDerivative
    {
        public static string Name => "atanh";

        public TLane Value<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane>
        {
            TLane a = TLane.Abs(x), two = TLane.Constant(2);
            return TLane.CopySign(TLane.Constant(0.5) * TLane.Log1p(two * a / (TLane.Constant(1) - a)), x);
        }

        public TLane FromInput<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane>
        {
            return TLane.Constant(1) / ((TLane.Constant(1) - x) * (TLane.Constant(1) + x));
        }
    }
}
