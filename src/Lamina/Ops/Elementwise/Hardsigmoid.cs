using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>min(max(x + 3, 0), 6) / 6 of every element. The derivative at −3 and 3 is 0. Integers give float32.</summary>
        public Tensor Hardsigmoid() => Dispatch.Run(new UnaryByInput<HardsigmoidFormula>(default), this);
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct HardsigmoidFormula : IInputDerivative
    {
        public static string Name => "hardsigmoid";

        public TLane Value<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane> =>
            TLane.Min(TLane.Max(x + TLane.Constant(3), TLane.Constant(0)), TLane.Constant(6)) / TLane.Constant(6);

        public TLane FromInput<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane> =>
            TLane.Select(TLane.LessThan(TLane.Abs(x), TLane.Constant(3)), TLane.Constant(1.0 / 6), TLane.Constant(0));
    }
}
