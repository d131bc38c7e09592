using Lamina.Ops;
using Lamina.Simd;

namespace Lamina.Cpu.Normalization;

/// <summary>What is done to a channel.</summary>
internal enum ChannelWork
{
    Normalize,
    Gradient,
    Affine,
}

/// <summary>From an op on channels to the loop that runs.</summary>
internal static class ChannelKernels
{
    public static void Run(ChannelWork work, double epsilon, KernelCall call)
    {
        bool wide = call.Inputs[0].DType == DType.Float64;
        switch (Tier.Current)
        {
            case SimdTier.Vector512 when wide: ChannelGrains<Double8, double>.Run(work, epsilon, call); break;
            case SimdTier.Vector256 when wide: ChannelGrains<Double4, double>.Run(work, epsilon, call); break;
            case SimdTier.Vector128 when wide: ChannelGrains<Double2, double>.Run(work, epsilon, call); break;
            case SimdTier.Vector512: ChannelGrains<Float16, float>.Run(work, epsilon, call); break;
            case SimdTier.Vector256: ChannelGrains<Float8, float>.Run(work, epsilon, call); break;
            case SimdTier.Vector128: ChannelGrains<Float4, float>.Run(work, epsilon, call); break;
            default:
                if (wide)
                    ChannelGrains<Double1, double>.Run(work, epsilon, call);
                else
                    ChannelGrains<Float1, float>.Run(work, epsilon, call);
                break;
        }
    }
}
