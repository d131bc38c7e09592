using System.Numerics;
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

        protected internal override void Compute(KernelCall call)
        {
            bool wide = DType == DType.Float64;
            switch (Tier.Current)
            {
                case SimdTier.Vector512 when wide: Run<Double8, double>(call); break;
                case SimdTier.Vector256 when wide: Run<Double4, double>(call); break;
                case SimdTier.Vector128 when wide: Run<Double2, double>(call); break;
                case SimdTier.Vector512: Run<Float16, float>(call); break;
                case SimdTier.Vector256: Run<Float8, float>(call); break;
                case SimdTier.Vector128: Run<Float4, float>(call); break;
                default:
                    if (wide)
                        Run<Double1, double>(call);
                    else
                        Run<Float1, float>(call);
                    break;
            }
        }

        void Run<L, T>(KernelCall call)
            where L : struct, IVectorLane<L, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            RandomTiles<ExponentialDistribution<L, T>, T>.Run(new ExponentialDistribution<L, T>(Rate), call);
    }
}
