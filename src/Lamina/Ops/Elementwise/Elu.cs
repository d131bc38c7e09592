using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>x above 0, alpha · (eˣ − 1) elsewhere. The derivative at 0 is alpha. Integers give float32.</summary>
        /// <param name="alpha">The value is −alpha far below 0.</param>
        /// <remarks>Source: Clevert, Unterthiner, Hochreiter, Fast and Accurate Deep Network Learning by Exponential Linear Units, 2016.</remarks>
        public Tensor Elu(double alpha = 1) => Dispatch.Run(new UnaryByInput<EluFormula>(new EluFormula(alpha)), this);
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct EluFormula(double Alpha) : IInputDerivative
    {
        public static string Name => "elu";

        public IReadOnlyList<OpAttribute> Attributes => [new(nameof(Alpha), Alpha)];

        public TLane Value<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane> => TLane.Select(TLane.LessThan(TLane.Constant(0), x), x, TLane.Constant(Alpha) * TLane.Expm1(x));

        public TLane FromInput<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane> =>
            TLane.Select(TLane.LessThan(TLane.Constant(0), x), TLane.Constant(1), TLane.Constant(Alpha) * TLane.Exp(x));
    }
}
