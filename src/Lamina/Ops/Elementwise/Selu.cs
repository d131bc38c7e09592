using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>s · x above 0, s · a · (eˣ − 1) elsewhere, with s = 1.0507… and a = 1.6732…; the derivative at 0 is s · a. Integers give float32.</summary>
        /// <remarks>Source: Klambauer, Unterthiner, Mayr, Hochreiter, Self-Normalizing Neural Networks, 2017.</remarks>
        public Tensor Selu() => Dispatch.Run(new UnaryByInput<SeluFormula>(default), this);
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct SeluFormula : IInputDerivative
    {
        const double Scale = 1.0507009873554805;

        const double ScaledAlpha = 1.6732632423543772 * Scale;

        public static string Name => "selu";

        public TLane Value<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane> =>
            TLane.Select(TLane.LessThan(TLane.Constant(0), x), x * TLane.Constant(Scale), TLane.Constant(ScaledAlpha) * TLane.Expm1(x));

        public TLane FromInput<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane> =>
            TLane.Select(TLane.LessThan(TLane.Constant(0), x), TLane.Constant(Scale), TLane.Constant(ScaledAlpha) * TLane.Exp(x));
    }
}
