using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>√(a² + b²) without overflow on the way, broadcast; integers give float32. ∞ beside NaN gives ∞. The gradient at (0, 0) is NaN.</summary>
        public static Tensor Hypot(Tensor a, Tensor b) => Dispatch.Run(new Binary<HypotFormula>(default), a, b);
    }
}

namespace Lamina.Ops.Elementwise
{
    internal readonly record struct HypotFormula : IBinaryFormula
    {
        public static string Name => "hypot";

        public TLane Value<TLane>(TLane a, TLane b)
            where TLane : struct, IRealLane<TLane>
        {
            TLane zero = TLane.Constant(0);
            TLane infinity = TLane.Constant(double.PositiveInfinity);
            TLane p = TLane.Abs(a);
            TLane q = TLane.Abs(b);
            TLane large = TLane.Max(p, q);
            TLane ratio = TLane.Min(p, q) / large;
            TLane root = large * TLane.Sqrt(TLane.MultiplyAdd(ratio, ratio, TLane.Constant(1)));
            root = TLane.Select(TLane.Equal(large, zero), zero, root);
            return TLane.Select(TLane.Or(TLane.Equal(p, infinity), TLane.Equal(q, infinity)), infinity, root);
        }

        public static Saves Saves(ulong needed) => new(Inputs: needed, Outputs: 1);

        public static Tensor?[] Backward(BackwardContext context)
        {
            Tensor scaled = context.Gradient / context.Output();
            return [context.Needs(0) ? scaled * context.Input(0) : null, context.Needs(1) ? scaled * context.Input(1) : null];
        }
    }
}
