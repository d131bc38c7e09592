using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>x − tanh x of every element. Integers give float32.</summary>
        public Tensor Tanhshrink() => Dispatch.Run(new UnaryByInput<TanhshrinkFormula>(default), this);
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct TanhshrinkFormula : IInputDerivative
    {
        public static string Name => "tanhshrink";

        public TLane Value<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane> => x - TLane.Tanh(x);

        public TLane FromInput<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane>
        {
            TLane tangent = TLane.Tanh(x);
            return tangent * tangent;
        }
    }
}
