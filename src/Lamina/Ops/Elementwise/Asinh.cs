using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>Inverse hyperbolic sine of every element, ln(x + √(x² + 1)). Integers give float32.</summary>
        public Tensor Asinh() => Dispatch.Run(new UnaryByInput<AsinhFormula>(default), this);
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct AsinhFormula : IInputDerivative
    {
        public static string Name => "asinh";

        public TLane Value<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane>
        {
            // Beyond 10⁸ the square says nothing more, and would overflow at last.
            TLane a = TLane.Abs(x), one = TLane.Constant(1), square = a * a;
            TLane near = TLane.Log1p(a + (square / (one + TLane.Sqrt(one + square))));
            TLane far = TLane.Log(a) + TLane.Constant(0.69314718055994530942);
            return TLane.CopySign(TLane.Select(TLane.LessThan(TLane.Constant(1e8), a), far, near), x);
        }

        public TLane FromInput<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane>
        {
            return TLane.Constant(1) / TLane.Sqrt((x * x) + TLane.Constant(1));
        }
    }
}
