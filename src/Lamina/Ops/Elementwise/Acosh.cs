using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>Inverse hyperbolic cosine of every element, ln(x + √(x² − 1)); NaN below 1. Integers give float32.</summary>
        public Tensor Acosh() => Dispatch.Run(new UnaryByInput<AcoshFormula>(default), this);
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct AcoshFormula : IInputDerivative
    {
        public static string Name => "acosh";

        public TLane Value<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane>
        {
            TLane one = TLane.Constant(1), beyond = x - one;
            TLane near = TLane.Log1p(beyond + TLane.Sqrt(beyond * (beyond + TLane.Constant(2))));
            TLane far = TLane.Log(x) + TLane.Constant(0.69314718055994530942);
            TLane value = TLane.Select(TLane.LessThan(TLane.Constant(1e8), x), far, near);
            return TLane.Select(TLane.LessThan(x, one), TLane.Constant(double.NaN), value);
        }

        public TLane FromInput<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane>
        {
            return TLane.Constant(1) / (TLane.Sqrt(x - TLane.Constant(1)) * TLane.Sqrt(x + TLane.Constant(1)));
        }
    }
}
