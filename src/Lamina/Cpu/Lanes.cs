using System.Numerics;
using Lamina.Ops;
using Lamina.Simd;

namespace Lamina.Cpu;

/// <summary>A kernel that is written once over lanes of float or double.</summary>
internal interface ILaneKernel
{
    void Run<L, T>(KernelCall call)
        where L : struct, IVectorLane<L, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}

/// <summary>Chooses the lanes of a kernel: the element by the dtype, double for float64 and float for all else; the width by the tier.</summary>
internal static class Lanes
{
    public static void Run<K>(K kernel, DType dtype, KernelCall call)
        where K : struct, ILaneKernel
    {
        bool wide = dtype == DType.Float64;
        switch (Tier.Current)
        {
            case SimdTier.Vector512 when wide: kernel.Run<Double8, double>(call); break;
            case SimdTier.Vector256 when wide: kernel.Run<Double4, double>(call); break;
            case SimdTier.Vector128 when wide: kernel.Run<Double2, double>(call); break;
            case SimdTier.Vector512: kernel.Run<Float16, float>(call); break;
            case SimdTier.Vector256: kernel.Run<Float8, float>(call); break;
            case SimdTier.Vector128: kernel.Run<Float4, float>(call); break;
            default:
                if (wide)
                    kernel.Run<Double1, double>(call);
                else
                    kernel.Run<Float1, float>(call);
                break;
        }
    }
}
