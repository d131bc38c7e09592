using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>The smallest integer not below each element. Integers are copied. The derivative is 0.</summary>
        public Tensor Ceiling()
        {
            if (DType.IsInteger())
                return Clone();
            return Dispatch.Run(new Unary<CeilingFormula>(default), this);
        }
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct CeilingFormula : IUnaryFormula
    {
        public static string Name => "ceil";

        public TLane Value<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane> => TLane.Ceiling(x);
    }
}
