using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>Logistic function 1/(1 + e⁻ˣ) of every element; neither overflows nor loses small results. Integers give float32.</summary>
        public Tensor Sigmoid() => Dispatch.Run(new UnaryByOutput<SigmoidFormula>(default), this);
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct SigmoidFormula : IOutputDerivative
    {
        public static string Name => "sigmoid";

        public TLane Value<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane> => TLane.Sigmoid(x);

        public TLane FromOutput<TLane>(TLane y)
            where TLane : struct, IRealLane<TLane> => y * (TLane.Constant(1) - y);
    }
}
