using System.Numerics;
using Lamina.Ops;
using Lamina.Simd;

namespace Lamina.Cpu.Attention;

/// <summary>From the ops of attention to the loops that run.</summary>
internal static class AttentionKernels
{
    public static void Run(KernelCall call, double scale, bool isCausal, bool isGradient)
    {
        bool wide = call.Inputs[0].DType == DType.Float64;
        switch (Tier.Current)
        {
            case SimdTier.Vector512 when wide: Run<Double8, double>(call, scale, isCausal, isGradient); break;
            case SimdTier.Vector256 when wide: Run<Double4, double>(call, scale, isCausal, isGradient); break;
            case SimdTier.Vector128 when wide: Run<Double2, double>(call, scale, isCausal, isGradient); break;
            case SimdTier.Vector512: Run<Float16, float>(call, scale, isCausal, isGradient); break;
            case SimdTier.Vector256: Run<Float8, float>(call, scale, isCausal, isGradient); break;
            case SimdTier.Vector128: Run<Float4, float>(call, scale, isCausal, isGradient); break;
            default:
                if (wide)
                    Run<Double1, double>(call, scale, isCausal, isGradient);
                else
                    Run<Float1, float>(call, scale, isCausal, isGradient);
                break;
        }
    }

    static void Run<L, T>(KernelCall call, double scale, bool isCausal, bool isGradient)
        where L : struct, IVectorLane<L, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        AttentionCall<T> attention = AttentionCall<T>.Of(call, scale, isCausal);
        if (isGradient)
            AttentionGradientGrains<L, T>.Run(attention, call);
        else
            AttentionGrains<L, T>.Run(attention, call);
    }
}
