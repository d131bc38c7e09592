using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>1/x of every element; ±∞ at ±0. Integers give float32.</summary>
        public Tensor Reciprocal() => Dispatch.Run(new UnaryByOutput<ReciprocalFormula>(default), this);
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct ReciprocalFormula : IOutputDerivative
    {
        public static string Name => "reciprocal";

        public TLane Value<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane> => TLane.Constant(1) / x;

        public TLane FromOutput<TLane>(TLane y)
            where TLane : struct, IRealLane<TLane> => -(y * y);
    }
}
