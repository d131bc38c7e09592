using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>ln(eᵃ + eᵇ) without overflow, broadcast; integers give float32. PyTorch's <c>logaddexp</c>.</summary>
        public static Tensor LogAddExp(Tensor a, Tensor b) => Dispatch.Run(new Binary<LogAddExpFormula>(default), a, b);
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct LogAddExpFormula : IBinaryFormula
    {
        public static string Name => "logaddexp";

        // Equal infinities have no difference; their sum is the same infinity.
        public TLane Value<TLane>(TLane a, TLane b)
            where TLane : struct, IRealLane<TLane>
        {
            TLane gap = TLane.Select(TLane.Equal(a, b), TLane.Constant(0), TLane.Abs(a - b)), larger = TLane.Max(a, b);
            TLane sum = larger + TLane.Log1p(TLane.Exp(-gap));
            return TLane.Select(TLane.Equal(TLane.Abs(larger), TLane.Constant(double.PositiveInfinity)), larger, sum);
        }

        public static Saves Saves(ulong needed) => Lamina.Ops.Saves.AllInputs;

        public static Tensor?[] Backward(BackwardContext context)
        {
            Tensor gap = context.Input(0) - context.Input(1);
            return [context.Needs(0) ? context.Gradient * gap.Sigmoid() : null, context.Needs(1) ? context.Gradient * (-gap).Sigmoid() : null];
        }
    }
}
