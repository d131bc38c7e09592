using Lamina.Ops;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>A view of all windows along an axis: window i, on the axis, holds in a new last axis the elements i·step + u·dilation.</summary>
        internal Tensor SlidingWindows(int axis, long size, long step, long dilation) => Dispatch.Run(new SlidingWindows(axis, size, step, dilation), this);
    }
}

namespace Lamina.Ops
{
    internal sealed record SlidingWindows(int Axis, long Size, long Step, long Dilation) : ViewOp
    {
        public override string Name => "sliding_windows";

        internal override Layout ViewLayout(Layout input)
        {
            long stride = input.Strides[Axis], count = ConvSettings.OutputSize(input.Shape[Axis], 0, Size, Dilation, Step);
            long[] strides = [.. input.Strides, stride * Dilation];
            strides[Axis] = stride * Step;
            return new Layout([.. input.Shape.With(Axis, count), Size], strides, input.Offset);
        }

        // Windows of the last axis are added up fastest as rows of memory.
        public override Tensor?[] Backward(BackwardContext context)
        {
            Shape input = context.InputSpecs[0].Shape;
            Tensor gradient = Axis == input.Rank - 1 ? context.Gradient.Contiguous() : context.Gradient;
            return [gradient.SumWindows(Axis, input[Axis], Step, Dilation)];
        }
    }
}
