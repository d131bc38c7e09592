using Lamina.Ops;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>Random numbers of the normal distribution, cut off outside [<paramref name="low"/>, <paramref name="high"/>].</summary>
        /// <remarks><b>Source:</b> Robert: Simulation of truncated normal variables (1995). The defaults are those of PyTorch's <c>trunc_normal_</c>.</remarks>
        /// <param name="shape">Sizes of the result.</param>
        /// <param name="mean">The mean before the cut.</param>
        /// <param name="standardDeviation">The standard deviation before the cut, above 0.</param>
        /// <param name="low">The least number; in the numbers' own unit, not in deviations.</param>
        /// <param name="high">The largest number.</param>
        /// <param name="dtype">A floating-point dtype.</param>
        /// <param name="generator">The source; <see cref="Generator.Default"/> if null.</param>
        /// <exception cref="NumericException">The deviation is not above 0, or the range is empty.</exception>
        public static Tensor TruncatedNormal(Shape shape, double mean = 0, double standardDeviation = 1, double low = -2, double high = 2, DType dtype = DType.Float32, Generator? generator = null)
        {
            if (!(standardDeviation > 0) || !(high > low) || !double.IsFinite(mean))
                throw new NumericException($"TruncatedNormal: a standard deviation of {standardDeviation} in [{low}, {high}]; the deviation must be above 0, and the range not empty.");
            return new TruncatedNormal(shape, dtype, mean, standardDeviation, low, high).Run(generator);
        }
    }
}

namespace Lamina.Ops
{
    internal sealed partial record TruncatedNormal(Shape Shape, DType DType, double Mean, double StandardDeviation, double Low, double High) : RandomSource(Shape, DType)
    {
        public override string Name => "random_truncated_normal";

        public override long Blocks(ReadOnlySpan<TensorSpec> inputs) => Shape.Count;

        public override long Workspace(ReadOnlySpan<TensorSpec> inputs, ReadOnlySpan<TensorSpec> outputs) => 8 * Shape.Count;
    }
}
