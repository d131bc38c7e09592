using Lamina.Ops;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>
        /// Windows in the last axis, laid down along an axis of the given length and added up where they overlap: the transpose of <see cref="SlidingWindows"/>.
        /// 16-bit floats are added up in float32 and rounded once.
        /// </summary>
        internal Tensor SumWindows(int axis, long length, long step, long dilation)
        {
            Tensor wide = DType is DType.Float16 or DType.BFloat16 ? To(DType.Float32) : this;
            return Dispatch.Run(new SumWindows(axis, length, step, dilation), wide).To(DType);
        }
    }
}

namespace Lamina.Ops
{
    internal sealed partial record SumWindows(int Axis, long Length, long Step, long Dilation) : Op
    {
        public override string Name => "sum_windows";

        public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs) => inputs[0].DType != DType.Bool
            ? [inputs[0] with { Shape = inputs[0].Shape.Remove(-1).With(Axis, Length), Format = MemoryFormat.Contiguous }]
            : throw new DTypeException($"{Name}: truth values have no sum; convert them with `To` first.");

        // What lies behind the last window got nothing.
        public override Tensor?[] Backward(BackwardContext context)
        {
            Shape windows = context.InputSpecs[0].Shape;
            long covered = ((windows[Axis] - 1) * Step) + (Dilation * (windows[^1] - 1)) + 1;
            return [context.Gradient.Slice(Axis, 0, covered).SlidingWindows(Axis, windows[^1], Step, Dilation)];
        }

        public override Cost Cost(ReadOnlySpan<TensorSpec> inputs, ReadOnlySpan<TensorSpec> outputs) => base.Cost(inputs, outputs) with { Flops = inputs[0].Shape.Count };
    }
}
