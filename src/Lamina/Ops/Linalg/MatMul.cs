using Lamina.Ops;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>Matrix product over the last two axes; the axes before broadcast, as in PyTorch's <c>matmul</c>.</summary>
        /// <param name="other">The right factor; [.., K, N] for a left factor [.., M, K]. A 1-d factor is a row on the left, a column on the right, and its axis is gone from the result.</param>
        /// <remarks>
        /// float16 and bfloat16 are multiplied and summed in float32, integers exactly up to 2⁵³. Transposed views cost nothing.
        /// The order of sums depends on the shapes alone.
        /// </remarks>
        /// <exception cref="ShapeException">The inner sizes differ, a factor is a single number, or the batches do not broadcast.</exception>
        public Tensor MatMul(Tensor other)
        {
            if (Rank == 0 || other.Rank == 0)
                throw new ShapeException($"matmul: a single number has no axes to multiply over; got {Shape} and {other.Shape}. Use `*`.");
            if (Rank == 1)
                return Unsqueeze(0).MatMul(other).Squeeze(other.Rank == 1 ? 0 : -2);
            if (other.Rank == 1)
                return MatMul(other.Unsqueeze(1)).Squeeze(-1);
            DType result = Precision.ResultOf(DTypes.Promote(DType, other.DType));
            DType compute = result switch
            {
                DType.Float32 or DType.Float64 => result,
                DType.Float16 or DType.BFloat16 => DType.Float32,
                _ => DType.Float64,
            };
            return Dispatch.Run(new MatMul(), To(compute), other.To(compute)).To(result);
        }
    }
}

namespace Lamina.Ops
{
    internal sealed partial record MatMul : Op
    {
        public override string Name => "matmul";

        public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs)
        {
            Shape a = inputs[0].Shape, b = inputs[1].Shape;
            if (a[^1] != b[^2])
                throw new ShapeException($"matmul: {a} times {b}: the last axis of the left ({a[^1]}) must equal the last but one of the right ({b[^2]}). Transpose one of them, or look at how it was built.");
            Shape batch = Shape.Broadcast(a[..^2], b[..^2]) ??
                throw new ShapeException($"matmul: {a} times {b}: the batch axes {a[..^2]} and {b[..^2]} do not broadcast. Aligned at the last, sizes must be equal or 1; use `Reshape` or `Unsqueeze` to line them up.");
            return [inputs[0] with { Shape = [.. batch, a[^2], b[^1]], Format = MemoryFormat.Contiguous }];
        }

        public override Saves Saves(ulong needed) => new(((needed & 1) << 1) | ((needed >> 1) & 1));

        public override Tensor?[] Backward(BackwardContext context) =>
        [
            context.Needs(0) ? context.Gradient.MatMul(context.Input(1).T) : null,
            context.Needs(1) ? context.Input(0).T.MatMul(context.Gradient) : null,
        ];

        public override Cost Cost(ReadOnlySpan<TensorSpec> inputs, ReadOnlySpan<TensorSpec> outputs) =>
            new(2.0 * outputs[0].Shape.Count * inputs[0].Shape[^1], inputs[0].Bytes + inputs[1].Bytes + outputs[0].Bytes);
    }
}
