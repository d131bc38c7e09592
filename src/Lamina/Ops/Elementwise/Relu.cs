using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>max(x, 0) of every element; NaN stays NaN. The derivative at 0 is 0.</summary>
        public Tensor Relu() => Dispatch.Run(new UnaryByOutput<ReluFormula>(default), this);
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct ReluFormula : IOutputDerivative
    {
        public static string Name => "relu";

        public TLane Value<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane> => TLane.Max(x, TLane.Constant(0));

        public TLane FromOutput<TLane>(TLane y)
            where TLane : struct, IRealLane<TLane> =>
            TLane.Select(TLane.LessThan(TLane.Constant(0), y), TLane.Constant(1), TLane.Constant(0));
    }
}
