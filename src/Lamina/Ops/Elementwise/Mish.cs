using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>x · tanh(ln(1 + eˣ)) of every element. Integers give float32.</summary>
        /// <remarks>Source: Misra, Mish: A Self Regularized Non-Monotonic Activation Function, 2019.</remarks>
        public Tensor Mish() => Dispatch.Run(new UnaryByInput<MishFormula>(default), this);
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct MishFormula : IInputDerivative
    {
        public static string Name => "mish";

        public TLane Value<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane>
        {
            // With e = eˣ, tanh(ln(1 + e)) = n / (n + 2) for n = e (e + 2): one exponential. Above 20 it is 1.
            TLane e = TLane.Exp(TLane.Min(x, TLane.Constant(20)));
            TLane n = e * (e + TLane.Constant(2));
            return TLane.Select(TLane.LessThan(TLane.Constant(20), x), x, x * (n / (n + TLane.Constant(2))));
        }

        public TLane FromInput<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane>
        {
            TLane one = TLane.Constant(1);
            TLane e = TLane.Exp(TLane.Min(x, TLane.Constant(20)));
            TLane n = e * (e + TLane.Constant(2));
            TLane below = one / (n + TLane.Constant(2));
            TLane slope = TLane.Constant(4) * e * (e + one) * (below * below);
            return TLane.Select(TLane.LessThan(TLane.Constant(20), x), one, TLane.MultiplyAdd(x, slope, n * below));
        }
    }
}
