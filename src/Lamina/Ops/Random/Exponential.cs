using System.Numerics;
using Lamina.Cpu;
using Lamina.Cpu.Random;
using Lamina.Ops;
using Lamina.Simd;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>Random numbers of the exponential distribution, density rate · e^(−rate · x).</summary>
        /// <param name="shape">Sizes of the result.</param>
        /// <param name="rate">Above 0; the mean is 1 / rate.</param>
        /// <param name="dtype">A floating-point dtype.</param>
        /// <param name="generator">The source; <see cref="Generator.Default"/> if null.</param>
        /// <exception cref="NumericException">The rate is not above 0.</exception>
        public static Tensor Exponential(Shape shape, double rate = 1, DType dtype = DType.Float32, Generator? generator = null)
        {
            if (!(rate > 0) || !double.IsFinite(rate))
                throw new NumericException($"Exponential: the rate must be above 0 and finite; got {rate}.");
            return new Exponential(shape, dtype, rate).Run(generator);
        }
    }
}

namespace Lamina.Ops
{
    internal sealed record Exponential(Shape Shape, DType DType, double Rate) : RandomSource(Shape, DType)
    {
        public override string Name => "random_exponential";

        protected internal override void Compute(KernelCall call) => Lanes.Run(new Kernel(this), DType, call);

        readonly struct Kernel(Exponential op) : ILaneKernel
        {
            public void Run<L, T>(KernelCall call)
                where L : struct, IVectorLane<L, T>
                where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
                RandomTiles<ExponentialDistribution<L, T>, T>.Run(new ExponentialDistribution<L, T>(op.Rate), call);
        }
    }
}
