using System.Numerics;
using System.Runtime.Intrinsics;
using Lamina.Simd;

namespace Lamina.Cpu.Products;

/// <summary>Work that is written once over the lanes of the micro-kernels.</summary>
internal interface ITileKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    void Run<TLane, TVector>()
        where TLane : struct, ITileLane<TVector, T>
        where TVector : struct;
}

/// <summary>Chooses the lanes of the micro-kernels by the tier.</summary>
internal static class TileLanes
{
    public static void Run<TKernel, T>(TKernel kernel)
        where TKernel : struct, ITileKernel<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        switch (Tier.Current)
        {
            case SimdTier.Vector512: kernel.Run<TileLane512<T>, Vector512<T>>(); break;
            case SimdTier.Vector256: kernel.Run<TileLane256<T>, Vector256<T>>(); break;
            case SimdTier.Vector128: kernel.Run<TileLane128<T>, Vector128<T>>(); break;
            default: kernel.Run<TileLaneScalar<T>, T>(); break;
        }
    }
}
