using Lamina.Cpu.Random;
using Lamina.Ops;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>Starts the default generator anew from a seed: <see cref="Generator.Default"/>.</summary>
        public static void Seed(long seed) => Generator.Default.Reset(seed);

        /// <summary>Random numbers, uniform in [0, 1).</summary>
        /// <param name="shape">Sizes of the result.</param>
        /// <param name="dtype">A floating-point dtype.</param>
        /// <param name="generator">The source; <see cref="Generator.Default"/> if null.</param>
        public static Tensor Rand(Shape shape, DType dtype = DType.Float32, Generator? generator = null) => Uniform(shape, 0, 1, dtype, generator);

        /// <summary>Random numbers, uniform in [<paramref name="low"/>, <paramref name="high"/>).</summary>
        /// <remarks>On a grid of 2⁻²⁴ of the range in float32, 2⁻⁵³ in float64, 2⁻¹¹ in float16, 2⁻⁸ in bfloat16.</remarks>
        /// <param name="shape">Sizes of the result.</param>
        /// <param name="low">The least number.</param>
        /// <param name="high">No number reaches it.</param>
        /// <param name="dtype">A floating-point dtype.</param>
        /// <param name="generator">The source; <see cref="Generator.Default"/> if null.</param>
        /// <exception cref="NumericException"><paramref name="high"/> is below <paramref name="low"/>, or one is not finite.</exception>
        public static Tensor Uniform(Shape shape, double low, double high, DType dtype = DType.Float32, Generator? generator = null)
        {
            if (!(high >= low) || !double.IsFinite(high - low))
                throw new NumericException($"Uniform: the range [{low}, {high}) is empty or not finite.");
            return new Uniform(shape, dtype, low, high).Run(generator);
        }
    }
}

namespace Lamina.Ops
{
    internal sealed record Uniform(Shape Shape, DType DType, double Low, double High) : RandomSource(Shape, DType)
    {
        public override string Name => "random_uniform";

        protected internal override void Compute(KernelCall call)
        {
            if (DType == DType.Float64)
                RandomTiles<UniformDoubles, double>.Run(new UniformDoubles(Low, High), call);
            else
                RandomTiles<UniformSingles, float>.Run(new UniformSingles(Low, High, DType == DType.Float32 ? 24 : DType == DType.Float16 ? 11 : 8), call);
        }
    }
}
