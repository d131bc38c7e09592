using System.Numerics;
using System.Runtime.CompilerServices;
using Lamina.Cpu.Products;

namespace Lamina.Cpu.Pooling;

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
        T* endOfGrain = output + end * _outHeight * _outWidth;
        bool wholeLines = TLane.Count > 1 && g.KernelHeight * g.DilationHeight * g.InWidth < 1 << 24 && _columns.Stride <= 2 && _lines.Before == 0 && _columns.Before == 0 && _columns.End == _outWidth;
        for (long plane = blocks.Start(grain); plane < end; plane++)
        {
            T* from = input + plane * g.InHeight * g.InWidth;
            long at = plane * _outHeight * _outWidth, i = 0;
            if (wholeLines)
                at += (i = WholeLines(from, output + at, indices == null ? null : indices + at, endOfGrain)) * _outWidth;
            for (; i < _outHeight; i++, at += _outWidth)
                Line(from, i, output + at, indices == null ? null : indices + at, endOfGrain);
        }
    }

    /// <summary>
    /// The lines of a plane from the first on whose windows no border cuts, as far as vectors may read and write beyond their ends: what a vector
    /// puts behind its line is written over by the next line of the grain. Gives the number of lines done.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    long WholeLines(T* plane, T* to, int* where, T* endOfGrain)
    {
        long width = g.InWidth, step = _columns.Stride, lanes = TLane.Count, lineStep = _lines.Stride * width;
        long rowsBelow = (g.KernelHeight - 1) * _lines.Dilation * width + (g.KernelWidth - 1) * _columns.Dilation;
        long vectors = (_outWidth + lanes - 1) / lanes;
        T* lastRead = input + g.Planes * g.InHeight * width - (rowsBelow + vectors * lanes * step);
        T* lastWrite = endOfGrain - vectors * lanes;
        long i = 0;
        for (; i < _lines.End && plane <= lastRead && to <= lastWrite; i++, plane += lineStep, to += _outWidth)
            for (long j = 0; j < _outWidth; j += lanes)
            {
                if (where == null)
                {
                    TLane.Store(to + j, Largest(plane + j * step, 0, g.KernelHeight, step));
                    continue;
                }
                TVector offsetOfBest = TLane.Broadcast(T.Zero);
                TLane.Store(to + j, LargestWithOffset(plane + j * step, 0, g.KernelHeight, step, ref offsetOfBest));
                TLane.StoreIndices(where + i * _outWidth + j, offsetOfBest, (int)(i * lineStep + j * step), (int)step);
            }
        return i;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void Line(T* plane, long i, T* to, int* where, T* endOfGrain)
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

            // Lines are written in ascending order: what a vector puts behind its line is written over by the next line of this grain.
            bool whole = count == lanes || to + j + lanes <= endOfGrain;
            if (where == null)
            {
                TVector largest = Largest(first, firstTap, endTap, step);
                TLane.Store(whole ? to + j : values, largest);
                if (!whole)
                    Packing.CopyShort(values, to + j, count);
                continue;
            }

            TVector offsetOfBest = TLane.Broadcast(T.CreateTruncating(firstTap * _lines.Dilation * width));
            TVector best = LargestWithOffset(first, firstTap, endTap, step, ref offsetOfBest);
            if (whole)
            {
                TLane.Store(to + j, best);
                TLane.StoreIndices(where + j, offsetOfBest, (int)(first - plane), (int)step);
                continue;
            }
            // What was read beyond the last window lies in the image or the next, and is dropped here.
            TLane.Store(values, best);
            Packing.CopyShort(values, to + j, count);
            TLane.StoreIndices(places, offsetOfBest, (int)(first - plane), (int)step);
            Packing.CopyShort(places, where + j, count);
        }
        for (j = Math.Min(j, _columns.End); j < _outWidth; j++)
            Window(plane, i, j, to, where);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TVector Largest(T* first, long firstTap, long endTap, long step)
    {
        TVector best = TLane.Broadcast(T.NegativeInfinity);
        T* line = first + firstTap * _lines.Dilation * g.InWidth;
        for (long y = firstTap; y < endTap; y++, line += _lines.Dilation * g.InWidth)
        {
            T* tap = line;
            for (long x = 0; x < g.KernelWidth; x++, tap += _columns.Dilation)
                best = TLane.Larger(best, step == 1 ? TLane.Load(tap) : TLane.LoadEven(tap));
        }
        return best;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TVector LargestWithOffset(T* first, long firstTap, long endTap, long step, ref TVector offsetOfBest)
    {
        TVector best = TLane.Broadcast(T.NegativeInfinity);
        for (long y = firstTap; y < endTap; y++)
            for (long x = 0; x < g.KernelWidth; x++)
            {
                long offset = y * _lines.Dilation * g.InWidth + x * _columns.Dilation;
                TVector value = step == 1 ? TLane.Load(first + offset) : TLane.LoadEven(first + offset);
                TLane.Take(ref best, ref offsetOfBest, value, TLane.Broadcast(T.CreateTruncating(offset)));
            }
        return best;
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
