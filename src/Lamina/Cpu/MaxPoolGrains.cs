using System.Numerics;
using System.Runtime.CompilerServices;

namespace Lamina.Cpu;

/// <summary>
/// Max pooling. A grain is a block of planes. Windows that the border does not cut are done a vector at a time along the
/// line, the last vector of a line in part, the others one by one; all keep the first of equal maxima, and the first NaN.
/// </summary>
internal readonly unsafe struct MaxPoolGrains<TLane, TVector, T>(PoolGeometry g, Split blocks, T* input, T* output, int* indices) : IGrains
    where TLane : struct, IPoolLane<TVector, T>
    where TVector : struct
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    readonly long _outHeight = g.OutHeight, _outWidth = g.OutWidth;
    readonly PoolWindows _lines = new(g.InHeight, g.KernelHeight, g.StrideHeight, g.PadTop, g.PadBottom, g.DilationHeight, g.OutHeight);
    readonly PoolWindows _columns = new(g.InWidth, g.KernelWidth, g.StrideWidth, g.PadLeft, g.PadRight, g.DilationWidth, g.OutWidth);

    public void Run(long grain)
    {
        long end = blocks.Start(grain) + blocks.Size(grain);
        for (long plane = blocks.Start(grain); plane < end; plane++)
        {
            T* from = input + plane * g.InHeight * g.InWidth;
            long at = plane * _outHeight * _outWidth;
            for (long i = 0; i < _outHeight; i++, at += _outWidth)
                Line(from, i, output + at, indices == null ? null : indices + at);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void Line(T* plane, long i, T* to, int* where)
    {
        int lanes = TLane.Count;
        long width = g.InWidth;
        long step = _columns.Stride;
        long firstTap = _lines.FirstTap(i), endTap = _lines.EndTap(i);
        T* end = input + g.Planes * g.InHeight * width;
        long j = 0;
        for (; j < _columns.First; j++)
            Window(plane, i, j, to, where);
        // Offsets within a window are carried as numbers of the element type, which are exact below 2^24.
        bool vectors = step <= 2 && lanes > 1 && endTap > firstTap && g.KernelHeight * g.DilationHeight * width < 1 << 24;
        T* lastTap = plane + (_lines.Start(i) + (endTap - 1) * _lines.Dilation) * width + (g.KernelWidth - 1) * _columns.Dilation - _columns.Before;
        T* values = stackalloc T[lanes];
        int* places = stackalloc int[lanes];
        for (; vectors && j < _columns.End && lastTap + j * step + step * lanes <= end; j += lanes)
        {
            T* first = plane + _lines.Start(i) * width + _columns.Start(j);
            int count = (int)Math.Min(lanes, _columns.End - j);
            TVector best = TLane.Broadcast(T.NegativeInfinity), offsetOfBest = TLane.Broadcast(T.CreateTruncating(firstTap * _lines.Dilation * width));
            for (long y = firstTap; y < endTap; y++)
                for (long x = 0; x < g.KernelWidth; x++)
                {
                    long offset = y * _lines.Dilation * width + x * _columns.Dilation;
                    TVector value = step == 1 ? TLane.Load(first + offset) : TLane.LoadEven(first + offset);
                    TLane.Take(ref best, ref offsetOfBest, value, TLane.Broadcast(T.CreateTruncating(offset)));
                }
            if (count == lanes)
            {
                TLane.Store(to + j, best);
                if (where != null)
                    TLane.StoreIndices(where + j, offsetOfBest, (int)(first - plane), (int)step);
                continue;
            }
            // What was read beyond the last window lies in the image or the next, and is dropped here.
            TLane.Store(values, best);
            Packing.CopyShort(values, to + j, count);
            if (where != null)
            {
                TLane.StoreIndices(places, offsetOfBest, (int)(first - plane), (int)step);
                Packing.CopyShort(places, where + j, count);
            }
        }
        for (j = Math.Min(j, _columns.End); j < _outWidth; j++)
            Window(plane, i, j, to, where);
    }

    /// <summary>One window, which may be cut by the border; −∞ and index −1 if it lies outside altogether.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void Window(T* plane, long i, long j, T* to, int* where)
    {
        T best = T.NegativeInfinity;
        long index = -1;
        long endY = _lines.EndTap(i), endX = _columns.EndTap(j), firstX = _columns.FirstTap(j);
        for (long y = _lines.FirstTap(i); y < endY; y++)
            for (long x = firstX; x < endX; x++)
            {
                long at = (_lines.Start(i) + y * _lines.Dilation) * g.InWidth + _columns.Start(j) + x * _columns.Dilation;
                T value = plane[at];
                if (index < 0 || (!(value <= best) && !T.IsNaN(best)))
                    (best, index) = (value, at);
            }
        to[j] = best;
        if (where != null)
            where[j] = (int)index;
    }
}
