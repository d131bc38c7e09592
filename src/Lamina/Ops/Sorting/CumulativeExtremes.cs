using Lamina.Cpu.Sorting;
using Lamina.Ops;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>The largest element up to each place along an axis, and where it stands (int64): the last of equal ones, and NaN from the first one on. The gradient flows through the values. PyTorch's <c>cummax</c>.</summary>
        /// <param name="axis">The axis to run along.</param>
        public (Tensor Values, Tensor Indices) CumMax(int axis) => CumulativeExtremes(Axis(axis), largest: true);

        /// <summary>The smallest element up to each place along an axis, and where it stands (int64): the last of equal ones, and NaN from the first one on. The gradient flows through the values. PyTorch's <c>cummin</c>.</summary>
        /// <param name="axis">The axis to run along.</param>
        public (Tensor Values, Tensor Indices) CumMin(int axis) => CumulativeExtremes(Axis(axis), largest: false);

        /// <summary>The most frequent element of each line along an axis, the smallest of several, and the last place where it stands (int64). The gradient goes there. PyTorch's <c>mode</c>.</summary>
        /// <param name="axis">The axis to reduce.</param>
        /// <param name="keepDims">True to keep it with size 1.</param>
        /// <exception cref="ShapeException">The axis has size 0.</exception>
        public (Tensor Values, Tensor Indices) Mode(int axis = -1, bool keepDims = false)
        {
            int at = Axis(axis);
            if (Shape[at] == 0)
                throw new ShapeException($"Mode: axis {axis} of {Shape} is empty, and nothing has no mode. Choose another axis, or leave empty tensors out.");
            (Tensor sorted, Tensor places) = Detach().MoveAxis(at, -1).Sort(-1);
            Tensor index = Dispatch.Run(new ModePlaces(), sorted, places).MoveAxis(-1, at).Contiguous(), values = Gather(at, index);
            return keepDims ? (values, index) : (values.Squeeze(at), index.Squeeze(at));
        }

        (Tensor Values, Tensor Indices) CumulativeExtremes(int axis, bool largest)
        {
            Tensor places = Dispatch.Run(new CumulativePlaces(axis, largest), Detach().Contiguous());
            return (Gather(axis, places), places);
        }
    }
}

namespace Lamina.Ops
{
    /// <summary>Where the extreme element up to each place stands.</summary>
    internal sealed record CumulativePlaces(int Axis, bool Largest) : Op
    {
        public override string Name => Largest ? "cummax" : "cummin";

        public override string NonDifferentiable => "its result holds indices";

        public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs) => [inputs[0] with { DType = DType.Int64, Format = MemoryFormat.Contiguous }];

        protected internal override void Compute(KernelCall call) => CumulativeGrains.Run(call, Axis, Largest);
    }

    /// <summary>Of sorted lines and the places that their elements had, the place of the most frequent one: [..., n] → [..., 1].</summary>
    internal sealed record ModePlaces : Op
    {
        public override string Name => "mode";

        public override string NonDifferentiable => "its result holds indices";

        public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs) => [inputs[1] with { Shape = inputs[1].Shape.With(-1, 1) }];

        protected internal override void Compute(KernelCall call) => ModeGrains.Run(call);
    }
}
