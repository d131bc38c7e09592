using Lamina.Cpu.Random;
using Lamina.Ops;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>Random integers, uniform in [<paramref name="low"/>, <paramref name="high"/>).</summary>
        /// <param name="shape">Sizes of the result.</param>
        /// <param name="low">The least integer.</param>
        /// <param name="high">No integer reaches it.</param>
        /// <param name="dtype">Any dtype but bool.</param>
        /// <param name="generator">The source; <see cref="Generator.Default"/> if null.</param>
        /// <exception cref="NumericException">The range is empty.</exception>
        public static Tensor RandInt(Shape shape, long low, long high, DType dtype = DType.Int64, Generator? generator = null)
        {
            if (low >= high)
                throw new NumericException($"RandInt: the range [{low}, {high}) is empty; the upper end is not among the numbers.");
            return new RandomIntegers(shape, dtype, low, high).Run(generator);
        }
    }
}

namespace Lamina.Ops
{
    internal sealed record RandomIntegers(Shape Shape, DType DType, long Low, long High) : RandomOp
    {
        public override string Name => "random_integers";

        public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs) =>
            DType != DType.Bool ? [new TensorSpec(DType, Shape)] : throw new DTypeException($"{Name} draws integers; for truth values use `Bernoulli`.");

        public override long Blocks(ReadOnlySpan<TensorSpec> inputs) => (Shape.Count + 1) / 2;

        protected internal override void Compute(KernelCall call) =>
            RandomTiles<IntegerDistribution, long>.Run(new IntegerDistribution(Low, unchecked((ulong)(High - Low))), call);
    }
}
