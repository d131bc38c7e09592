using Lamina.Ops;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>The integers 0 … <paramref name="count"/> − 1 in random order, int64.</summary>
        /// <param name="count">How many.</param>
        /// <param name="generator">The source; <see cref="Generator.Default"/> if null.</param>
        /// <exception cref="ShapeException">The count is negative.</exception>
        public static Tensor Permutation(long count, Generator? generator = null) =>
            count >= 0 ? new Permutation([count]).Run(generator) : throw new ShapeException($"Permutation: the count is 0 or more; got {count}.");
    }
}

namespace Lamina.Ops
{
    internal sealed partial record Permutation(Shape Shape) : RandomOp
    {
        public override string Name => "random_permutation";

        public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs) => [new TensorSpec(DType.Int64, Shape)];

        public override long Blocks(ReadOnlySpan<TensorSpec> inputs) => (Shape.Count + 1) / 2;
    }
}
