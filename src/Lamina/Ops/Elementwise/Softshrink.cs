using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>x − lambda above lambda, x + lambda below −lambda, 0 between; NaN stays NaN. The derivative at ±lambda is 0. Integers give float32.</summary>
        /// <param name="lambda">Half the width of the range that becomes 0.</param>
        public Tensor Softshrink(double lambda = 0.5) => Dispatch.Run(new UnaryByInput<SoftshrinkFormula>(new SoftshrinkFormula(lambda)), this);
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct SoftshrinkFormula(double Lambda) : IInputDerivative
    {
        public static string Name => "softshrink";

        public IReadOnlyList<OpAttribute> Attributes => [new(nameof(Lambda), Lambda)];

        public TLane Value<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane>
        {
            TLane lambda = TLane.Constant(Lambda);
            TLane below = TLane.Select(TLane.LessThan(x, -lambda), x + lambda, x * TLane.Constant(0));
            return TLane.Select(TLane.LessThan(lambda, x), x - lambda, below);
        }

        public TLane FromInput<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane> =>
            TLane.Select(TLane.LessThan(TLane.Constant(Lambda), TLane.Abs(x)), TLane.Constant(1), TLane.Constant(0));
    }
}
