using Lamina.Ops;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>The transpose of a matrix, or of the last two axes: a view.</summary>
        public Tensor T => Transpose(-2, -1);

        /// <summary>A view with the axes in another order.</summary>
        /// <param name="axes">For each axis of the result, the axis of this tensor that it is.</param>
        /// <exception cref="ShapeException">An axis is missing.</exception>
        /// <exception cref="IndexException">An axis does not exist or is named twice.</exception>
        public Tensor Permute(params ReadOnlySpan<int> axes)
        {
            AxisSets.Check(Shape, axes);
            if (axes.Length != Rank)
                throw new ShapeException($"Permute: [{string.Join(", ", axes.ToArray())}] names {axes.Length} of the {Rank} axes of {Shape}. Give all of them, in their new order.");
            long[] order = new long[axes.Length];
            for (int i = 0; i < axes.Length; i++)
                order[i] = Axis(axes[i]);
            return Dispatch.Run(new Permute(order), this);
        }

        /// <summary>A view with two axes exchanged.</summary>
        public Tensor Transpose(int first, int second)
        {
            int[] axes = [.. Enumerable.Range(0, Rank)];
            (int a, int b) = (Axis(first), Axis(second));
            (axes[a], axes[b]) = (b, a);
            return Permute(axes);
        }
    }
}

namespace Lamina.Ops
{
    internal sealed record Permute(Shape Axes) : ViewOp
    {
        public override string Name => "permute";

        internal override Layout ViewLayout(Layout input)
        {
            long[] sizes = new long[Axes.Rank], strides = new long[Axes.Rank];
            for (int i = 0; i < sizes.Length; i++)
                (sizes[i], strides[i]) = (input.Shape[(int)Axes[i]], input.Strides[(int)Axes[i]]);
            return new Layout(sizes, strides, input.Offset);
        }

        public override Tensor?[] Backward(BackwardContext context)
        {
            int[] inverse = new int[Axes.Rank];
            for (int i = 0; i < inverse.Length; i++)
                inverse[Axes[i]] = i;
            return [context.Gradient.Permute(inverse)];
        }
    }
}
