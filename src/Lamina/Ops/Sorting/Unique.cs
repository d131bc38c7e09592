using Lamina.Ops;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>
        /// The different values among all elements, sorted; for each element where its value stands among them (int64, this
        /// tensor's shape); and how often each comes (int64). Every NaN is different from every other. Reads their number to the host. No gradient.
        /// </summary>
        public (Tensor Values, Tensor Inverse, Tensor Counts) Unique()
        {
            (Tensor sorted, Tensor places) = Detach().Reshape(-1).Sort(0);
            Tensor runs = Dispatch.Run(new Runs(), sorted);
            long count = Count == 0 ? 0 : runs.Select(0, -1).ToInt64() + 1;
            Tensor[] parts = Dispatch.RunAll(new Unique(count), sorted, places, runs);
            return (parts[0], parts[1].Reshape(Shape), parts[2]);
        }

        /// <summary>
        /// Where values would have to be put into this sorted tensor so that it stays sorted (int64, the values' shape). Of more than one
        /// axis, each line along the last is looked through for the values of its own. No gradient.
        /// </summary>
        /// <param name="values">The values; compared in the promoted dtype. Of any shape for a 1-d tensor; else of this one's but for the last axis.</param>
        /// <param name="right">True for the place behind equal elements, false for the one before them.</param>
        /// <exception cref="ShapeException">This tensor has no axis, or has other lines than the values.</exception>
        public Tensor SearchSorted(Tensor values, bool right = false)
        {
            DType dtype = DTypes.Promote(DType, values.DType);
            return Dispatch.Run(new SearchSorted(right), To(dtype).Contiguous(), values.To(dtype).Contiguous());
        }
    }
}

namespace Lamina.Ops
{
    /// <summary>For each element of a sorted line the number of its run of equal ones.</summary>
    internal sealed partial record Runs : Op
    {
        public override string Name => "runs";

        public override string NonDifferentiable => "its result holds indices";

        public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs) => [inputs[0] with { DType = DType.Int64 }];
    }

    /// <summary>From sorted elements, their places and their runs to the values, the inverse and the counts.</summary>
    internal sealed partial record Unique(long Count) : Op
    {
        public override string Name => "unique";

        public override string NonDifferentiable => "which values are equal does not change smoothly";

        public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs) =>
            [inputs[0] with { Shape = [Count] }, inputs[1], inputs[1] with { Shape = [Count] }];
    }

    internal sealed partial record SearchSorted(bool Right) : Op
    {
        public override string Name => "searchsorted";

        public override string NonDifferentiable => "its result holds indices";

        public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs) =>
            inputs[0].Shape.Rank == 1 || (inputs[0].Shape.Rank > 1 && inputs[1].Shape.Rank == inputs[0].Shape.Rank && inputs[0].Shape[..^1] == inputs[1].Shape[..^1])
                ? [inputs[1] with { DType = DType.Int64, Format = MemoryFormat.Contiguous }]
                : throw new ShapeException($"{Name}: the sorted tensor is 1-d, or has a line for each of the values'; got {inputs[0].Shape} and {inputs[1].Shape}. Use `Reshape`.");
    }
}
