using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>min(max(x, 0), 6) of every element; NaN stays NaN. The derivative at 0 and at 6 is 0. Integers give float32.</summary>
        public Tensor Relu6() => Dispatch.Run(new UnaryByOutput<Relu6Formula>(default), this);
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct Relu6Formula : IOutputDerivative
    {
        public static string Name => "relu6";

        public TLane Value<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane> => TLane.Min(TLane.Max(x, TLane.Constant(0)), TLane.Constant(6));

        public TLane FromOutput<TLane>(TLane y)
            where TLane : struct, IRealLane<TLane> =>
            TLane.Select(TLane.And(TLane.LessThan(TLane.Constant(0), y), TLane.LessThan(y, TLane.Constant(6))), TLane.Constant(1), TLane.Constant(0));
    }
}
