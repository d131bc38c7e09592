using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>The largest integer not above each element. Integers are copied. The derivative is 0.</summary>
        public Tensor Floor()
        {
            if (DType.IsInteger())
                return Clone();
            return Dispatch.Run(new Unary<FloorFormula>(default), this);
        }
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct FloorFormula : IUnaryFormula
    {
        public static string Name => "floor";

        public TLane Value<TLane>(TLane x)
            where TLane : struct, IRealLane<TLane> => TLane.Floor(x);
    }
}
