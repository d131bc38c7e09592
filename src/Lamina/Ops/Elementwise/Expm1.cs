using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>eˣ − 1 of every element, accurate near 0. Integers give float32.</summary>
        public Tensor Expm1() => Dispatch.Run(new UnaryByOutput<Expm1Formula>(default), this);
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct Expm1Formula : IOutputDerivative
    {
        public static string Name => "expm1";

        public TLane Value<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane> => TLane.Expm1(x);

        public TLane FromOutput<TLane>(TLane y)
            where TLane : struct, IRealLane<TLane> => y + TLane.Constant(1);
    }
}
