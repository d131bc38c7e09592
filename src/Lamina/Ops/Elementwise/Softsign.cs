using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>x / (1 + |x|) of every element. Integers give float32.</summary>
        public Tensor Softsign() => Dispatch.Run(new UnaryByInput<SoftsignFormula>(default), this);
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct SoftsignFormula : IInputDerivative
    {
        public static string Name => "softsign";

        public TLane Value<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane> => x / (TLane.Constant(1) + TLane.Abs(x));

        public TLane FromInput<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane>
        {
            TLane height = TLane.Constant(1) + TLane.Abs(x);
            return TLane.Constant(1) / (height * height);
        }
    }
}
