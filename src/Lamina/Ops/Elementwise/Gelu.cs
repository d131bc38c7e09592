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
            tanh ? Dispatch.Run(new UnaryByInput<GeluTanhFormula>(default), this) : Dispatch.Run(new UnaryByInput<GeluFormula>(default), this);
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

    internal readonly record struct GeluTanhFormula : IInputDerivative
    {
        // Twice √(2/π), since ½ (1 + tanh z) = σ(2z): that loses no digits far below 0.
        const double Steepness = 1.5957691216057308;

        const double Cubic = 0.044715;

        public static string Name => "gelu_tanh";

        public TLane Value<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane> => x * Gate(x);

        public TLane FromInput<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane>
        {
            TLane gate = Gate(x);
            TLane inner = TLane.MultiplyAdd(x * x, TLane.Constant(3 * Cubic * Steepness), TLane.Constant(Steepness));
            return TLane.MultiplyAdd(x * inner, gate * (TLane.Constant(1) - gate), gate);
        }

        static TLane Gate<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane> =>
            TLane.Sigmoid(TLane.MultiplyAdd(x * x * x, TLane.Constant(Cubic), x) * TLane.Constant(Steepness));
    }
}
