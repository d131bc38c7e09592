using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>Logarithm to base 10 of every element, within 2 units of the last place; −∞ at 0, NaN below. Integers give float32.</summary>
        public Tensor Log10() => Dispatch.Run(new UnaryByInput<Log10Formula>(default), this);
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct Log10Formula : IInputDerivative
    {
        public static string Name => "log10";

        public TLane Value<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane> => TLane.Log(x) * TLane.Constant(0.4342944819032518);

        public TLane FromInput<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane> => TLane.Constant(0.4342944819032518) / x;
    }
}
