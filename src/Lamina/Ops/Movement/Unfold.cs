using Lamina.Cpu.Indexing;
using Lamina.Cpu.Movement;
using Lamina.Ops;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>A view of the overlapping pieces along an axis, which lie along a new last axis. PyTorch's <c>Tensor.unfold</c>.</summary>
        /// <param name="axis">The axis to cut.</param>
        /// <param name="size">Elements of a piece.</param>
        /// <param name="step">Distance of the beginnings of two pieces.</param>
        /// <remarks>**Shape:** [..., n, ...] → [..., (n − size)/step + 1, ..., size]. The gradient adds up where pieces overlap.</remarks>
        /// <exception cref="ShapeException">A piece is longer than the axis, or size or step is below 1.</exception>
        public Tensor Unfold(int axis, long size, long step)
        {
            int at = Axis(axis), last = Rank - 1;
            if (size < 1 || step < 1 || size > Shape[at])
                throw new ShapeException($"Unfold: pieces of {size} every {step} elements do not fit axis {axis} of {Shape}; give a size from 1 to {Shape[at]} and a step of 1 or more.");
            Tensor pieces = Dispatch.Run(new Unfold(size, step), at == last ? this : MoveAxis(at, last));
            return at == last ? pieces : pieces.MoveAxis(last, at);
        }

        /// <summary>Pieces laid at equal distances along a line and added up where they overlap; the adjoint of <see cref="Unfold"/>.</summary>
        /// <param name="step">Distance of the beginnings of two pieces.</param>
        /// <remarks>**Shape:** [..., pieces, size] → [..., (pieces − 1) · step + size]. **DType:** floats; integers give float32.</remarks>
        /// <exception cref="ShapeException">There are fewer than two axes, no piece, or the step is below 1.</exception>
        public Tensor OverlapAdd(long step)
        {
            if (Rank < 2 || step < 1 || Shape[^2] < 1)
                throw new ShapeException($"OverlapAdd: pieces are [..., pieces, size], one or more, at a distance of 1 or more; got {Shape} and {step}. Use `Unsqueeze` for a single piece.");
            return Dispatch.Run(new OverlapAdd(step, ((Shape[^2] - 1) * step) + Shape[^1]), Widened().Contiguous()).To(DType.ToFloating());
        }
    }
}

namespace Lamina.Ops
{
    internal sealed record Unfold(long Size, long Step) : ViewOp
    {
        public override string Name => "unfold";

        internal override Layout ViewLayout(Layout input)
        {
            long stride = input.Strides[^1];
            return new Layout([.. input.Shape[..^1], ((input.Shape[^1] - Size) / Step) + 1, Size], [.. input.Strides[..^1], stride * Step, stride], input.Offset);
        }

        public override Tensor?[] Backward(BackwardContext context)
        {
            Tensor gradient = context.Gradient;
            return [Dispatch.Run(new OverlapAdd(Step, context.InputSpecs[0].Shape[^1]), gradient.Widened().Contiguous()).To(gradient.DType)];
        }
    }

    /// <summary>[..., pieces, size] added up along a line of a length that has room for them.</summary>
    internal sealed record OverlapAdd(long Step, long Length) : Op
    {
        public override string Name => "overlap_add";

        public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs) =>
            [inputs[0] with { Shape = [.. inputs[0].Shape[..^2], Length], Format = MemoryFormat.Contiguous }];

        public override Tensor?[] Backward(BackwardContext context)
        {
            Shape pieces = context.InputSpecs[0].Shape;
            return [context.Gradient.Slice(-1, 0, ((pieces[^2] - 1) * Step) + pieces[^1]).Unfold(-1, pieces[^1], Step)];
        }

        protected internal override void Compute(KernelCall call)
        {
            IndexCheck.Contiguous(call);
            Cpu.Lanes.Run(new OverlapAddKernel(Step, Length), call.Inputs[0].DType, call);
        }
    }
}
