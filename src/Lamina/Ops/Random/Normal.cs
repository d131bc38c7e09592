using System.Numerics;
using Lamina.Cpu;
using Lamina.Cpu.Random;
using Lamina.Ops;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>Random numbers of the standard normal distribution.</summary>
        /// <param name="shape">Sizes of the result.</param>
        /// <param name="dtype">A floating-point dtype.</param>
        /// <param name="generator">The source; <see cref="Generator.Default"/> if null.</param>
        public static Tensor Randn(Shape shape, DType dtype = DType.Float32, Generator? generator = null) => Normal(shape, 0, 1, dtype, generator);

        /// <summary>Random numbers of the normal distribution. In float32 none lies beyond 5.8 deviations, in float64 none beyond 8.6.</summary>
        /// <remarks><b>Source:</b> Box, Muller: A note on the generation of random normal deviates (1958).</remarks>
        /// <param name="shape">Sizes of the result.</param>
        /// <param name="mean">The mean.</param>
        /// <param name="standardDeviation">The standard deviation, 0 or more.</param>
        /// <param name="dtype">A floating-point dtype.</param>
        /// <param name="generator">The source; <see cref="Generator.Default"/> if null.</param>
        /// <exception cref="NumericException">The deviation is negative or not finite.</exception>
        public static Tensor Normal(Shape shape, double mean, double standardDeviation, DType dtype = DType.Float32, Generator? generator = null)
        {
            if (!(standardDeviation >= 0) || !double.IsFinite(mean) || !double.IsFinite(standardDeviation))
                throw new NumericException($"Normal: a standard deviation of {standardDeviation} about {mean}; it must be 0 or more, and both finite.");
            return new Normal(shape, dtype, mean, standardDeviation).Run(generator);
        }
    }
}

namespace Lamina.Ops
{
    internal sealed record Normal(Shape Shape, DType DType, double Mean, double StandardDeviation) : RandomSource(Shape, DType)
    {
        public override string Name => "random_normal";

        protected internal override void Compute(KernelCall call) => Lanes.Run(new Kernel(this), DType, call);

        readonly struct Kernel(Normal op) : ILaneKernel
        {
            public void Run<L, T>(KernelCall call)
                where L : struct, IVectorLane<L, T>
                where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
                RandomTiles<NormalDistribution<L, T>, T>.Run(new NormalDistribution<L, T>(op.Mean, op.StandardDeviation), call);
        }
    }
}
