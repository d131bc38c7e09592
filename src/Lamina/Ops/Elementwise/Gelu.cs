using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>x · Φ(x) of every element, with Φ the distribution function of the normal distribution. Integers give float32.</summary>
        /// <param name="tanh">True for the approximation ½ x (1 + tanh(√(2/π) (x + 0.044715 x³))), which some models were trained with.</param>
        /// <remarks>Source: Hendrycks, Gimpel, Gaussian Error Linear Units, 2016.</remarks>
        public Tensor Gelu(bool tanh = false) =>
            tanh ? Dispatch.Run(new Unary<GeluTanhFormula>(default), this) : Dispatch.Run(new UnaryByInput<GeluFormula>(default), this);
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct GeluFormula : IInputDerivative
    {
        public static string Name => "gelu";

        public TLane Value<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane> => x * Normal(x);

        public TLane FromInput<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane>
        {
            TLane density = TLane.Constant(0.3989422804014327) * TLane.Exp(x * x * TLane.Constant(-0.5));
            return TLane.MultiplyAdd(x, density, Normal(x));
        }

        static TLane Normal<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane> =>
            TLane.MultiplyAdd(TLane.Erf(x * TLane.Constant(0.7071067811865476)), TLane.Constant(0.5), TLane.Constant(0.5));
    }

    internal readonly record struct GeluTanhFormula : IUnaryFormula
    {
        public static string Name => "gelu_tanh";

        public TLane Value<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane>
        {
            // ½ (1 + tanh z) = σ(2z): without the loss of digits far below 0.
            TLane cubic = TLane.MultiplyAdd(x * x * x, TLane.Constant(0.044715), x);
            return x * TLane.Sigmoid(cubic * TLane.Constant(1.5957691216057308));
        }
    }
}
