using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>x · σ(x) of every element, also known as swish. Integers give float32.</summary>
        /// <remarks>Source: Elfwing, Uchibe, Doya, Sigmoid-Weighted Linear Units, 2017.</remarks>
        public Tensor Silu() => Dispatch.Run(new UnaryByInput<SiluFormula>(default), this);
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct SiluFormula : IInputDerivative
    {
        public static string Name => "silu";

        public TLane Value<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane> => x * TLane.Sigmoid(x);

        public TLane FromInput<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane>
        {
            TLane sigmoid = TLane.Sigmoid(x);
            return sigmoid * TLane.MultiplyAdd(x, TLane.Constant(1) - sigmoid, TLane.Constant(1));
        }
    }
}
