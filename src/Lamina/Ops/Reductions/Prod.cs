using Lamina.Cpu.Reductions;
using Lamina.Ops;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>The product of all elements, or along some axes. Integers and truth values give int64. The gradient is right where factors are 0.</summary>
        /// <param name="axes">The axes to multiply over; all without any.</param>
        public Tensor Prod(params ReadOnlySpan<int> axes) => Prod(axes, keepDims: false);

        /// <inheritdoc cref="Prod(ReadOnlySpan{int})"/>
        /// <param name="axes">The axes to multiply over; all if empty.</param>
        /// <param name="keepDims">True to keep the reduced axes with size 1.</param>
        public Tensor Prod(ReadOnlySpan<int> axes, bool keepDims) => Dispatch.Run(new Prod(AxisSets.Of(Shape, axes), keepDims), this);
    }
}

namespace Lamina.Ops
{
    internal sealed record Prod(Shape Axes, bool KeepDims) : Reduce<ProductReduction>(Axes, KeepDims)
    {
        public override Saves Saves(ulong needed) => new(Inputs: 1);

        // The product of all others is what lies before times what lies behind: no division, so zeros do no harm.
        public override Tensor?[] Backward(BackwardContext context)
        {
            Tensor x = context.Input(0);
            uint mask = Mask(x.Shape);
            if (x.Rank == 0)
                return [context.Gradient];
            int[] order = [.. Enumerable.Range(0, x.Rank).OrderBy(i => mask >> i & 1)], back = new int[order.Length];
            for (int i = 0; i < order.Length; i++)
                back[order[i]] = i;
            Tensor last = x.Permute(order);
            Shape permuted = last.Shape;
            int kept = order.Count(i => (mask >> i & 1) == 0);
            Tensor lines = last.Reshape([.. permuted[..kept], permuted.CountOf(kept..)]);
            Tensor before = Scans.Shift(lines, -1, 1, 1).CumProd(-1), behind = Scans.Shift(lines, -1, -1, 1).CumProd(-1, reverse: true);
            Tensor others = (before * behind).Reshape(permuted).Permute(back);
            return [AxisSets.Restore(context.Gradient, x.Shape, mask) * others];
        }

        protected override DType ResultType(DType dtype) => dtype.IsFloatingPoint() ? dtype : DType.Int64;
    }

    internal readonly struct ProductReduction : IReduction
    {
        public static string Name => "prod";

        public static double Identity => 1;

        public static long WholeIdentity => 1;

        public static TLane Combine<TLane>(TLane a, TLane b)
            where TLane : struct, INumberLane<TLane> => a * b;
    }
}
