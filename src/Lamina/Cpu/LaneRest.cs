using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Lamina.Cpu.Products;
using Lamina.Simd;

namespace Lamina.Cpu;

/// <summary>
/// The last elements of a row, fewer than a vector, as a vector: the same instructions as for all others, so the same bits. Memory behind the row is not touched.
/// </summary>
internal static unsafe class LaneRest
{
    /// <summary>The elements with a number behind them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Load<L, T>(T* source, long count, T pad)
        where L : struct, IVectorLane<L, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Elements stored one by one and loaded at once would wait for the stores.
        if (typeof(L) == typeof(Float16) && Avx512F.IsSupported)
            return Unsafe.BitCast<Vector512<float>, L>(Avx512F.MaskLoad((float*)source, TileLane512<float>.Mask((int)count), Vector512.Create(Unsafe.BitCast<T, float>(pad))));
        if (typeof(L) == typeof(Float8) && Avx.IsSupported)
        {
            Vector256<float> mask = TileLane256<float>.Mask((int)count), value = Avx.MaskLoad((float*)source, mask);
            return Unsafe.BitCast<Vector256<float>, L>(Vector256.ConditionalSelect(mask, value, Vector256.Create(Unsafe.BitCast<T, float>(pad))));
        }

        T* padded = stackalloc T[L.Count];
        L.Store(padded, L.Broadcast(pad));
        for (int i = 0; i < count; i++)
            padded[i] = source[i];
        return L.Load(padded);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<L, T>(T* destination, long count, L value)
        where L : struct, IVectorLane<L, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(L) == typeof(Float16) && Avx512F.IsSupported)
        {
            Avx512F.MaskStore((float*)destination, TileLane512<float>.Mask((int)count), Unsafe.BitCast<L, Vector512<float>>(value));
            return;
        }

        if (typeof(L) == typeof(Float8) && Avx.IsSupported)
        {
            Avx.MaskStore((float*)destination, TileLane256<float>.Mask((int)count), Unsafe.BitCast<L, Vector256<float>>(value));
            return;
        }

        T* padded = stackalloc T[L.Count];
        L.Store(padded, value);
        for (int i = 0; i < count; i++)
            destination[i] = padded[i];
    }
}
