using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>ln σ(x) = −ln(1 + e⁻ˣ) of every element, without overflow. Integers give float32.</summary>
        public Tensor LogSigmoid() => Dispatch.Run(new UnaryByInput<LogSigmoidFormula>(default), this);
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct LogSigmoidFormula : IInputDerivative
    {
        public static string Name => "log_sigmoid";

        public TLane Value<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane> => TLane.Min(x, TLane.Constant(0)) - TLane.Log1p(TLane.Exp(-TLane.Abs(x)));

        public TLane FromInput<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane> => TLane.Sigmoid(-x);
    }
}
