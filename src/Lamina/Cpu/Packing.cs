using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Lamina.Cpu;

/// <summary>Copies a strip of an operand into a dense panel, in the order in which the micro-kernel reads it.</summary>
internal static unsafe class Packing
{
    /// <summary>
    /// <c>panel[k · pitch + i] = source[i · strideI + k · strideK]</c> for i &lt; count, k &lt; depth, and zero for
    /// count ≤ i &lt; pitch. One of the strides should be 1: rows are then copied, or transposed in 4 × 4 squares
    /// (2 × 2 for double).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pack<T>(T* source, long strideI, long strideK, int count, long depth, T* panel, int pitch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (strideI == 1)
            CopyRows(source, strideK, count, depth, panel, pitch);
        else if (strideK == 1 && Vector128.IsHardwareAccelerated)
            Transpose(source, strideI, count, depth, panel, pitch);
        else
            CopyElements(source, strideI, strideK, 0, count, 0, depth, panel, pitch);
        if (count < pitch)
            for (long k = 0; k < depth; k++)
                new Span<T>(panel + k * pitch + count, pitch - count).Clear();
    }

    const int RowsAhead = 16;

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
    static void Transpose<T>(T* source, long strideI, int count, long depth, T* panel, int pitch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int side = Vector128<T>.Count;
        int i = 0;
        for (; i <= count - side; i += side)
        {
            T* from = source + i * strideI;
            T* to = panel + i;
            long k = 0;
            for (; k <= depth - side; k += side, from += side, to += side * pitch)
                Square(from, strideI, to, pitch);
            CopyElements(source, strideI, 1, i, i + side, k, depth, panel, pitch);
        }
        CopyElements(source, strideI, 1, i, count, 0, depth, panel, pitch);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Square<T>(T* source, long stride, T* target, int pitch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            float* s = (float*)source;
            float* t = (float*)target;
            Vector128<float> r0 = Vector128.Load(s), r1 = Vector128.Load(s + stride);
            Vector128<float> r2 = Vector128.Load(s + 2 * stride), r3 = Vector128.Load(s + 3 * stride);
            Vector128<float> low01, high01, low23, high23;
            if (Sse.IsSupported)
            {
                (low01, high01) = (Sse.UnpackLow(r0, r1), Sse.UnpackHigh(r0, r1));
                (low23, high23) = (Sse.UnpackLow(r2, r3), Sse.UnpackHigh(r2, r3));
                Sse.MoveLowToHigh(low01, low23).Store(t);
                Sse.MoveHighToLow(low23, low01).Store(t + pitch);
                Sse.MoveLowToHigh(high01, high23).Store(t + 2 * pitch);
                Sse.MoveHighToLow(high23, high01).Store(t + 3 * pitch);
                return;
            }
            Vector128.Create(r0[0], r1[0], r2[0], r3[0]).Store(t);
            Vector128.Create(r0[1], r1[1], r2[1], r3[1]).Store(t + pitch);
            Vector128.Create(r0[2], r1[2], r2[2], r3[2]).Store(t + 2 * pitch);
            Vector128.Create(r0[3], r1[3], r2[3], r3[3]).Store(t + 3 * pitch);
        }
        else
        {
            double* s = (double*)source;
            double* t = (double*)target;
            Vector128<double> r0 = Vector128.Load(s), r1 = Vector128.Load(s + stride);
            Vector128.Create(r0[0], r1[0]).Store(t);
            Vector128.Create(r0[1], r1[1]).Store(t + pitch);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void CopyElements<T>(T* source, long strideI, long strideK, int firstI, int endI, long firstK, long endK, T* panel, int pitch)
        where T : unmanaged
    {
        for (int i = firstI; i < endI; i++)
            for (long k = firstK; k < endK; k++)
                panel[k * pitch + i] = source[i * strideI + k * strideK];
    }
}
