using Lamina.Ops;
using Lamina.Simd;

namespace Lamina.Cpu.Normalization;

/// <summary>From an op on rows to the loop that runs.</summary>
internal static class LayerKernels
{
    public static void Run(double epsilon, KernelCall call) => Run(epsilon, call, isGradient: false);

    public static void RunGradient(KernelCall call) => Run(0, call, isGradient: true);

    static void Run(double epsilon, KernelCall call, bool isGradient)
    {
        bool wide = call.Inputs[0].DType == DType.Float64;
        switch (Tier.Current)
        {
            case SimdTier.Vector512 when wide: Run<Double8, double>(epsilon, call, isGradient); break;
            case SimdTier.Vector256 when wide: Run<Double4, double>(epsilon, call, isGradient); break;
            case SimdTier.Vector128 when wide: Run<Double2, double>(epsilon, call, isGradient); break;
            case SimdTier.Vector512: Run<Float16, float>(epsilon, call, isGradient); break;
            case SimdTier.Vector256: Run<Float8, float>(epsilon, call, isGradient); break;
            case SimdTier.Vector128: Run<Float4, float>(epsilon, call, isGradient); break;
            default:
                if (wide)
                    Run<Double1, double>(epsilon, call, isGradient);
                else
                    Run<Float1, float>(epsilon, call, isGradient);
                break;
        }
    }

    static void Run<L, T>(double epsilon, KernelCall call, bool isGradient)
        where L : struct, IVectorLane<L, T>
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        if (isGradient)
            LayerGradientGrains<L, T>.Run(call);
        else
            LayerGrains<L, T>.Run(epsilon, call);
    }
}
