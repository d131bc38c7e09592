using Lamina.Cpu.Random;
using Lamina.Ops;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>1 with a probability, else 0.</summary>
        /// <param name="shape">Sizes of the result.</param>
        /// <param name="probability">Of 1; taken to a grid of 2⁻³².</param>
        /// <param name="dtype">Any dtype.</param>
        /// <param name="generator">The source; <see cref="Generator.Default"/> if null.</param>
        /// <exception cref="NumericException">The probability is not in [0, 1].</exception>
        public static Tensor Bernoulli(Shape shape, double probability, DType dtype = DType.Float32, Generator? generator = null)
        {
            if (!(probability >= 0 && probability <= 1))
                throw new NumericException($"Bernoulli: {probability} is no probability; it must lie between 0 and 1.");
            return new Bernoulli(shape, dtype, probability).Run(generator);
        }

        /// <summary>1 with the probability that this tensor holds in each place, else 0; in this tensor's shape and dtype. No gradient.</summary>
        /// <param name="generator">The source; <see cref="Generator.Default"/> if null.</param>
        /// <exception cref="NumericException">A probability is not in [0, 1].</exception>
        public Tensor Bernoulli(Generator? generator = null) => new BernoulliOf().Run(generator, Contiguous());
    }
}

namespace Lamina.Ops
{
    internal sealed record Bernoulli(Shape Shape, DType DType, double Probability) : RandomOp
    {
        public override string Name => "random_bernoulli";

        public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs) => [new TensorSpec(DType, Shape)];

        public override long Blocks(ReadOnlySpan<TensorSpec> inputs) => (Shape.Count + 3) / 4;

        protected internal override void Compute(KernelCall call) =>
            RandomTiles<ThresholdDistribution, byte>.Run(new ThresholdDistribution(ThresholdDistribution.Of(Probability)), call);
    }

    /// <summary>Bernoulli with a probability for each place.</summary>
    internal sealed partial record BernoulliOf : RandomOp
    {
        public override string Name => "random_bernoulli_of";

        public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs)
        {
            NeedsFloating(inputs[0].DType);
            return [inputs[0] with { Format = MemoryFormat.Contiguous }];
        }

        public override long Blocks(ReadOnlySpan<TensorSpec> inputs) => (inputs[0].Shape.Count + 3) / 4;
    }
}
