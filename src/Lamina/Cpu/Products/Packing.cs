using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Lamina.Cpu.Products;

/// <summary>Copies a strip of an operand into a dense panel, in the order in which the micro-kernel reads it.</summary>
internal static unsafe class Packing
{
    /// <summary>
    /// <c>panel[k · pitch + i] = source[i · strideI + k · strideK]</c> for i &lt; count, k &lt; depth, and zero for
    /// count ≤ i &lt; pitch. One of the strides should be 1: rows are then copied, or turned.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pack<T>(T* source, long strideI, long strideK, int count, long depth, T* panel, int pitch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (strideI == 1)
            CopyRows(source, strideK, count, depth, panel, pitch);
        else if (strideK == 1)
            Transposition.Run(source, strideI, count, depth, panel, pitch);
        else
            CopyElements(source, strideI, strideK, count, depth, panel, pitch);
        if (count < pitch)
            for (long k = 0; k < depth; k++)
                new Span<T>(panel + k * pitch + count, pitch - count).Clear();
    }

    const int RowsAhead = 6;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void CopyRows<T>(T* source, long strideK, int count, long depth, T* panel, int pitch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int wide = Vector512.IsHardwareAccelerated ? Vector512<T>.Count : int.MaxValue;
        int narrow = Vector128.IsHardwareAccelerated ? Vector128<T>.Count : int.MaxValue;
        for (long k = 0; k < depth; k++)
        {
            T* from = source + k * strideK;
            T* to = panel + k * pitch;
            int i = 0;
            // Short rows far apart are beyond the hardware's own prefetching.
            if (Sse.IsSupported)
                for (int ahead = 0; ahead < count; ahead += 64 / sizeof(T))
                    Sse.Prefetch0(from + RowsAhead * strideK + ahead);
            for (; i <= count - wide; i += wide)
                Vector512.Store(Vector512.Load(from + i), to + i);
            for (; i <= count - narrow; i += narrow)
                Vector128.Store(Vector128.Load(from + i), to + i);
            for (; i < count; i++)
                to[i] = from[i];
        }
    }

    /// <summary>Copies a handful of elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CopyShort<T>(T* from, T* to, int count)
        where T : unmanaged
    {
        int i = 0;
        if (Vector128.IsHardwareAccelerated)
            for (; i <= count - Vector128<T>.Count; i += Vector128<T>.Count)
                Vector128.Store(Vector128.Load(from + i), to + i);
        for (; i < count; i++)
            to[i] = from[i];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void CopyElements<T>(T* source, long strideI, long strideK, int count, long depth, T* panel, int pitch)
        where T : unmanaged
    {
        for (int i = 0; i < count; i++)
            for (long k = 0; k < depth; k++)
                panel[k * pitch + i] = source[i * strideI + k * strideK];
    }
}
