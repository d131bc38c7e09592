using Lamina.Cpu.Indexing;
using Lamina.Cpu.Sorting;
using Lamina.Ops;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>The elements of each line along an axis in order, and where they stood (int64). Equal ones keep their order; NaN counts as the largest. The gradient flows through the values.</summary>
        /// <param name="axis">The axis to sort along.</param>
        /// <param name="descending">True to put the largest first.</param>
        public (Tensor Values, Tensor Indices) Sort(int axis = -1, bool descending = false)
        {
            int at = Axis(axis);
            return Sorted(at, descending, Shape[at]);
        }

        /// <summary>Where the elements of each line along an axis stand in order (int64). Equal ones keep their order; NaN counts as the largest. No gradient.</summary>
        /// <param name="axis">The axis to sort along.</param>
        /// <param name="descending">True to put the largest first.</param>
        public Tensor ArgSort(int axis = -1, bool descending = false)
        {
            int at = Axis(axis);
            return Sorted(at, descending, Shape[at]).Indices;
        }

        /// <summary>
        /// The largest elements of each line along an axis, in order, and where they stood (int64). Of equal ones the first
        /// are taken; NaN counts as the largest. The gradient flows through the values.
        /// </summary>
        /// <param name="count">How many.</param>
        /// <param name="axis">The axis to look along.</param>
        /// <param name="largest">False for the smallest.</param>
        /// <exception cref="ShapeException">The axis has fewer elements, or the count is negative.</exception>
        public (Tensor Values, Tensor Indices) TopK(long count, int axis = -1, bool largest = true)
        {
            int at = Axis(axis);
            if (count < 0 || count > Shape[at])
                throw new ShapeException($"TopK: {count} elements of axis {axis} of {Shape} are asked for, which has {Shape[at]}. Give a count from 0 to that, or another axis.");
            return Sorted(at, largest, count);
        }

        /// <summary>The lower median of each line along an axis, and where it stood (int64). NaN counts as the largest.</summary>
        /// <param name="axis">The axis to reduce.</param>
        /// <param name="keepDims">True to keep it with size 1.</param>
        /// <exception cref="ShapeException">The axis has size 0.</exception>
        public (Tensor Values, Tensor Indices) Median(int axis, bool keepDims = false)
        {
            int at = Axis(axis);
            if (Shape[at] == 0)
                throw new ShapeException($"Median: axis {axis} of {Shape} is empty, and nothing has no median. Choose another axis, or leave empty tensors out.");
            long middle = (Shape[at] - 1) / 2;
            (Tensor values, Tensor indices) = Sorted(at, descending: false, middle + 1);
            return keepDims ? (values.Slice(at, middle), indices.Slice(at, middle)) : (values.Select(at, middle), indices.Select(at, middle));
        }

        (Tensor Values, Tensor Indices) Sorted(int axis, bool descending, long count)
        {
            Tensor[] both = Dispatch.RunAll(new Sort(axis, descending, count), Contiguous());
            return (both[0], both[1]);
        }
    }
}

namespace Lamina.Ops
{
    /// <summary>The first of each line along an axis in order, and their places.</summary>
    internal sealed record Sort(int Axis, bool Descending, long Count) : Op
    {
        public override string Name => "sort";

        public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs)
        {
            Shape shape = inputs[0].Shape;
            if (Count < 0 || Count > shape[Axis])
                throw new ShapeException($"{Name}: {Count} elements of axis {Axis} of {shape} are asked for, which has {shape[Axis]}.");
            TensorSpec values = inputs[0] with { Shape = shape.With(Axis, Count), Format = MemoryFormat.Contiguous };
            return [values, values with { DType = DType.Int64 }];
        }

        public override Saves Saves(ulong needed) => new(Inputs: 0, Outputs: 0b10);

        public override Tensor?[] Backward(BackwardContext context) =>
            [ScatterSum.Run(context.InputSpecs[0].Shape, Axis, context.Gradient, context.Output(1))];

        protected internal override void Compute(KernelCall call)
        {
            IndexCheck.Contiguous(call);
            SortGrains.Run(call, Axis, Descending);
        }
    }
}
