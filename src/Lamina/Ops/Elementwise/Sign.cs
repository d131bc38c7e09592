using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>−1, 0 or 1 for negative, zero and positive elements, in their own dtype; NaN stays NaN, as in NumPy. The derivative is 0.</summary>
        /// <exception cref="DTypeException">The tensor is bool.</exception>
        public Tensor Sign() => Dispatch.Run(new NumberUnary<SignFormula>(default), this);
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct SignFormula : INumberUnaryFormula
    {
        public static string Name => "sign";

        public TLane Value<TLane>(TLane x)
            where TLane : struct, INumberLane<TLane>
        {
            TLane zero = TLane.Constant(0);
            TLane one = TLane.Constant(1);

            // x · 0 rather than 0, so that NaN stays; its derivative is 0.
            return TLane.Select(TLane.LessThan(zero, x), one, TLane.Select(TLane.LessThan(x, zero), -one, x * zero));
        }
    }
}
