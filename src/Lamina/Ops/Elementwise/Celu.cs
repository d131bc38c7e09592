using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>x above 0, alpha · (e^(x/alpha) − 1) elsewhere; the derivative is continuous. Integers give float32.</summary>
        /// <param name="alpha">The value is −alpha far below 0.</param>
        /// <remarks>Source: Barron, Continuously Differentiable Exponential Linear Units, 2017.</remarks>
        public Tensor Celu(double alpha = 1) => Dispatch.Run(new UnaryByInput<CeluFormula>(new CeluFormula(alpha)), this);
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct CeluFormula(double Alpha) : IInputDerivative
    {
        public static string Name => "celu";

        public IReadOnlyList<OpAttribute> Attributes => [new(nameof(Alpha), Alpha)];

        public TLane Value<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane> =>
            TLane.Select(TLane.LessThan(TLane.Constant(0), x), x, TLane.Constant(Alpha) * TLane.Expm1(x / TLane.Constant(Alpha)));

        public TLane FromInput<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane> =>
            TLane.Select(TLane.LessThan(TLane.Constant(0), x), TLane.Constant(1), TLane.Exp(x / TLane.Constant(Alpha)));
    }
}
