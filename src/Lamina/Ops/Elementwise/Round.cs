using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>Each element rounded to the nearest integer, halves to the even one. Integers are copied. The derivative is 0.</summary>
        public Tensor Round()
        {
            if (DType.IsInteger())
                return Clone();
            return Dispatch.Run(new Unary<RoundFormula>(default), this);
        }
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct RoundFormula : IUnaryFormula
    {
        public static string Name => "round";

        public TLane Value<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane> => TLane.Round(x);
    }
}
