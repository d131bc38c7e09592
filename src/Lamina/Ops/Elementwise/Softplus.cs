using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>ln(1 + e^(beta · x)) / beta of every element; x itself where beta · x is above the threshold. Integers give float32.</summary>
        /// <param name="beta">Sharpness of the bend.</param>
        /// <param name="threshold">Where the function is taken for linear.</param>
        public Tensor Softplus(double beta = 1, double threshold = 20) => Dispatch.Run(new UnaryByInput<SoftplusFormula>(new SoftplusFormula(beta, threshold)), this);
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct SoftplusFormula(double Beta, double Threshold) : IInputDerivative
    {
        public static string Name => "softplus";

        public IReadOnlyList<OpAttribute> Attributes => [new(nameof(Beta), Beta), new(nameof(Threshold), Threshold)];

        public TLane Value<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane>
        {
            TLane scaled = x * TLane.Constant(Beta);
            return TLane.Select(TLane.LessThan(TLane.Constant(Threshold), scaled), x, TLane.Log1p(TLane.Exp(scaled)) / TLane.Constant(Beta));
        }

        public TLane FromInput<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane>
        {
            TLane scaled = x * TLane.Constant(Beta);
            return TLane.Select(TLane.LessThan(TLane.Constant(Threshold), scaled), TLane.Constant(1), TLane.Sigmoid(scaled));
        }
    }
}
