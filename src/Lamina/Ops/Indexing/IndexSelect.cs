using Lamina.Ops;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>
        /// The slices of an axis at the given indices, in their order: rows of a table, as an embedding reads them. The
        /// gradient is added up where a slice is taken twice, in the order of the indices.
        /// </summary>
        /// <param name="axis">The axis to pick from.</param>
        /// <param name="index">Integers from 0 on, 1-d.</param>
        /// <exception cref="IndexException">An index is negative or beyond the axis.</exception>
        /// <exception cref="ShapeException">The indices are not 1-d.</exception>
        public Tensor IndexSelect(int axis, Tensor index) => Dispatch.Run(new IndexSelect(Axis(axis)), Contiguous(), index.AsIndex("index_select"));

        /// <summary>A copy of this tensor with slices added to those at the given indices of an axis, in the order of the indices.</summary>
        /// <param name="axis">The axis that the indices count.</param>
        /// <param name="index">Integers from 0 on, 1-d.</param>
        /// <param name="source">As many slices as indices; this tensor's sizes along the other axes.</param>
        /// <exception cref="IndexException">An index is negative or beyond the axis.</exception>
        /// <exception cref="ShapeException">The indices are not 1-d, or the source does not fit.</exception>
        public Tensor IndexAdd(int axis, Tensor index, Tensor source)
        {
            int at = Axis(axis);
            if (index.Rank != 1 || source.Shape != Shape.With(at, index.Count))
                throw new ShapeException($"index_add: {source.Shape} at indices {index.Shape} along axis {axis} of {Shape}; the indices are 1-d. Give the source a slice for each, and this tensor's sizes along the other axes.");
            return this + IndexSum.Run(Shape[at], at, source.To(DType), index.AsIndex("index_add"));
        }
    }
}

namespace Lamina.Ops
{
    internal sealed partial record IndexSelect(int Axis) : Op
    {
        public override string Name => "index_select";

        public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs) =>
            inputs[1].Shape.Rank == 1
                ? [inputs[0] with { Shape = inputs[0].Shape.With(Axis, inputs[1].Shape[0]), Format = MemoryFormat.Contiguous }]
                : throw new ShapeException($"{Name}: indices along axis {Axis} of {inputs[0].Shape} are 1-d; got {inputs[1].Shape}. Use `Flatten` on them, or `Gather`.");

        public override Saves Saves(ulong needed) => new(Inputs: 0b10);

        public override Tensor?[] Backward(BackwardContext context) =>
            [IndexSum.Run(context.InputSpecs[0].Shape[Axis], Axis, context.Gradient, context.Input(1)), null];

        public override Cost Cost(ReadOnlySpan<TensorSpec> inputs, ReadOnlySpan<TensorSpec> outputs) =>
            new(0, (2.0 * outputs[0].Bytes) + inputs[1].Bytes);
    }

    /// <summary>Zeros to which slices of the first input are added at the indices of an axis that the second names.</summary>
    internal sealed partial record IndexSum(long Size, int Axis) : Op
    {
        public override string Name => "index_add";

        /// <summary>16-bit floats are added up in float32 and rounded once.</summary>
        public static Tensor Run(long size, int axis, Tensor source, Tensor index)
        {
            DType dtype = source.DType;
            Tensor wide = dtype is DType.Float16 or DType.BFloat16 ? source.To(DType.Float32) : source;
            return Dispatch.Run(new IndexSum(size, axis), wide.Contiguous(), index).To(dtype);
        }

        public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs)
        {
            if (inputs[0].DType == DType.Bool)
                throw new DTypeException($"{Name}: truth values have no sum; convert them with `To` first.");
            return [inputs[0] with { Shape = inputs[0].Shape.With(Axis, Size), Format = MemoryFormat.Contiguous }];
        }

        public override Saves Saves(ulong needed) => new(Inputs: 0b10);

        public override Tensor?[] Backward(BackwardContext context) => [context.Gradient.IndexSelect(Axis, context.Input(1)), null];

        public override Cost Cost(ReadOnlySpan<TensorSpec> inputs, ReadOnlySpan<TensorSpec> outputs) => base.Cost(inputs, outputs) with { Flops = inputs[0].Shape.Count };

        // Where each slice's indices begin, and the indices sorted by slice.
        public override long Workspace(ReadOnlySpan<TensorSpec> inputs, ReadOnlySpan<TensorSpec> outputs) => 8 * (Size + 1 + inputs[1].Shape.Count);
    }
}
