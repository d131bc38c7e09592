using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>Every element with its sign flipped.</summary>
        public static Tensor operator -(Tensor value) => Dispatch.Run(new NumberUnary<NegateFormula>(default), value);
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct NegateFormula : INumberUnaryFormula
    {
        public static string Name => "negate";

        public TLane Value<TLane>(TLane x)
            where TLane : struct, INumberLane<TLane> => -x;
    }
}
