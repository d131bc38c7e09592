using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>The integer part of each element, towards zero. Integers are copied. The derivative is 0.</summary>
        public Tensor Truncate()
        {
            if (DType.IsInteger())
                return Clone();
            return Dispatch.Run(new Unary<TruncateFormula>(default), this);
        }
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct TruncateFormula : IUnaryFormula
    {
        public static string Name => "trunc";

        public TLane Value<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane> => TLane.Truncate(x);
    }
}
