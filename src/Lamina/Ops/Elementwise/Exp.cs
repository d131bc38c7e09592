using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>eˣ of every element; integers give float32.</summary>
        public Tensor Exp() => Dispatch.Run(new UnaryByOutput<ExpFormula>(default), this);
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct ExpFormula : IOutputDerivative
    {
        public static string Name => "exp";

        public TLane Value<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane> => TLane.Exp(x);

        public TLane FromOutput<TLane>(TLane y)
            where TLane : struct, IRealLane<TLane> => y;
    }
}
