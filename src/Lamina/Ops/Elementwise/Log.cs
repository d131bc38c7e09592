using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>Natural logarithm ln x of every element; −∞ at 0, NaN below. Integers give float32. Derivative 1/x.</summary>
        public Tensor Log() => Dispatch.Run(new UnaryByInput<LogFormula>(default), this);
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct LogFormula : IInputDerivative
    {
        public static string Name => "log";

        public TLane Value<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane> => TLane.Log(x);

        public TLane FromInput<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane> => TLane.Constant(1) / x;
    }
}
