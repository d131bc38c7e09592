using Lamina.Ops;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>For each class number a row with 1 in its place and 0 elsewhere: shape [..., classes]. No gradient.</summary>
        /// <param name="classes">How many classes there are.</param>
        /// <param name="dtype">The dtype of the result.</param>
        /// <exception cref="IndexException">A class number is negative or not below <paramref name="classes"/>.</exception>
        /// <exception cref="DTypeException">This tensor does not hold integers.</exception>
        public Tensor OneHot(long classes, DType dtype = DType.Float32) => Dispatch.Run(new OneHot(classes, dtype), this.AsIndex("one_hot"));
    }
}

namespace Lamina.Ops
{
    internal sealed partial record OneHot(long Classes, DType DType) : Op
    {
        public override string Name => "one_hot";

        public override string NonDifferentiable => "its input holds integers";

        public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs) => [new TensorSpec(DType, [.. inputs[0].Shape, Classes])];
    }
}
