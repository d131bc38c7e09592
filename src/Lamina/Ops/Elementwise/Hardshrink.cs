using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>x where |x| is above lambda, else 0; NaN stays NaN. The derivative at ±lambda is 0. Integers give float32.</summary>
        /// <param name="lambda">Half the width of the range that becomes 0.</param>
        public Tensor Hardshrink(double lambda = 0.5) => Dispatch.Run(new UnaryByInput<HardshrinkFormula>(new HardshrinkFormula(lambda)), this);
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct HardshrinkFormula(double Lambda) : IInputDerivative
    {
        public static string Name => "hardshrink";

        public IReadOnlyList<OpAttribute> Attributes => [new(nameof(Lambda), Lambda)];

        public TLane Value<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane> =>
            TLane.Select(TLane.LessThanOrEqual(TLane.Abs(x), TLane.Constant(Lambda)), TLane.Constant(0), x);

        public TLane FromInput<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane> =>
            TLane.Select(TLane.LessThan(TLane.Constant(Lambda), TLane.Abs(x)), TLane.Constant(1), TLane.Constant(0));
    }
}
