using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>Logarithm to base 2 of every element, within 2 units of the last place; −∞ at 0, NaN below. Integers give float32.</summary>
        public Tensor Log2() => Dispatch.Run(new UnaryByInput<Log2Formula>(default), this);
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct Log2Formula : IInputDerivative
    {
        public static string Name => "log2";

        public TLane Value<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane> => TLane.Log(x) * TLane.Constant(1.4426950408889634);

        public TLane FromInput<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane> => TLane.Constant(1.4426950408889634) / x;
    }
}
