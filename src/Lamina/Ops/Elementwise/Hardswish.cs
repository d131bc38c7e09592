using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>x · min(max(x + 3, 0), 6) / 6 of every element. The derivative is −½ at −3 and 1½ at 3. Integers give float32.</summary>
        /// <remarks>Source: Howard et al., Searching for MobileNetV3, 2019.</remarks>
        public Tensor Hardswish() => Dispatch.Run(new UnaryByInput<HardswishFormula>(default), this);
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct HardswishFormula : IInputDerivative
    {
        public static string Name => "hardswish";

        public TLane Value<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane> =>
            x * (TLane.Min(TLane.Max(x + TLane.Constant(3), TLane.Constant(0)), TLane.Constant(6)) / TLane.Constant(6));

        public TLane FromInput<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane>
        {
            TLane middle = TLane.MultiplyAdd(x, TLane.Constant(1.0 / 3), TLane.Constant(0.5));
            TLane upper = TLane.Select(TLane.LessThan(TLane.Constant(3), x), TLane.Constant(1), middle);
            return TLane.Select(TLane.LessThan(x, TLane.Constant(-3)), TLane.Constant(0), upper);
        }
    }
}
