using System.Numerics;
using System.Runtime.CompilerServices;
using Lamina.Cpu.Products;

namespace Lamina.Cpu.Pooling;

/// <summary>
/// Average pooling: the sum of a window in the order of its taps, line by line, divided by their number. A grain is a
/// block of planes. Windows that the border does not cut are done a vector at a time along the line.
/// A window a whole image wide sums its lines a vector at a time instead.
/// </summary>
internal readonly unsafe struct AveragePoolGrains<TLane, TVector, T>(PoolGeometry g, Split blocks, T* input, T* output) : IGrains
    where TLane : struct, IPoolLane<TVector, T>
    where TVector : struct
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    readonly long _outHeight = g.OutHeight, _outWidth = g.OutWidth;
    readonly PoolWindows _lines = new(g.InHeight, g.KernelHeight, g.StrideHeight, g.PadTop, g.PadBottom, 1, g.OutHeight);
    readonly PoolWindows _columns = new(g.InWidth, g.KernelWidth, g.StrideWidth, g.PadLeft, g.PadRight, 1, g.OutWidth);

    public void Run(long grain)
    {
        long end = blocks.Start(grain) + blocks.Size(grain);
        for (long plane = blocks.Start(grain); plane < end; plane++)
        {
            T* from = input + plane * g.InHeight * g.InWidth;
            T* to = output + plane * _outHeight * _outWidth;
            for (long i = 0; i < _outHeight; i++, to += _outWidth)
                Line(from, i, to);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void Line(T* plane, long i, T* to)
    {
        int lanes = TLane.Count;
        long width = g.InWidth;
        long step = _columns.Stride;
        long firstTap = _lines.FirstTap(i), endTap = _lines.EndTap(i);
        long countedLines = _lines.Counted(i, g.CountIncludePad);
        T* end = input + g.Planes * g.InHeight * width;
        T* lastTap = plane + (_lines.Start(i) + endTap - 1) * width + g.KernelWidth - 1 - _columns.Before;
        TVector count = TLane.Broadcast(T.CreateTruncating(g.Divisor(countedLines, g.KernelWidth)));
        long j = 0;
        for (; j < _columns.First; j++)
            to[j] = Window(plane, i, j, countedLines);
        bool vectors = step <= 2 && lanes > 1 && endTap > firstTap;
        T* values = stackalloc T[lanes];
        for (; vectors && j < _columns.End && lastTap + j * step + step * lanes <= end; j += lanes)
        {
            int part = (int)Math.Min(lanes, _columns.End - j);
            T* first = plane + _lines.Start(i) * width + _columns.Start(j);
            TVector sum = TLane.Broadcast(T.Zero);
            for (long y = firstTap; y < endTap; y++)
                for (long x = 0; x < g.KernelWidth; x++)
                {
                    T* from = first + y * width + x;
                    sum = TLane.Add(sum, step == 1 ? TLane.Load(from) : TLane.LoadEven(from));
                }
            if (part == lanes)
            {
                TLane.Store(to + j, TLane.Divide(sum, count));
                continue;
            }
            // What was read beyond the last window lies in the image or the next, and is dropped here.
            TLane.Store(values, TLane.Divide(sum, count));
            Packing.CopyShort(values, to + j, part);
        }
        for (j = Math.Min(j, _columns.End); j < _outWidth; j++)
            to[j] = Window(plane, i, j, countedLines);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    T Window(T* plane, long i, long j, long countedLines)
    {
        int lanes = TLane.Count;
        long endY = _lines.EndTap(i), endX = _columns.EndTap(j), firstX = _columns.FirstTap(j);
        T sum = T.Zero;
        // Lanes of a wide window (a global average) are summed apart, then added in order.
        bool wide = lanes > 1 && endX - firstX >= lanes;
        TVector laneSums = TLane.Broadcast(T.Zero);
        for (long y = _lines.FirstTap(i); y < endY; y++)
        {
            T* from = plane + (_lines.Start(i) + y) * g.InWidth + _columns.Start(j);
            long x = firstX;
            if (wide)
                for (; x <= endX - lanes; x += lanes)
                    laneSums = TLane.Add(laneSums, TLane.Load(from + x));
            for (; x < endX; x++)
                sum += from[x];
        }
        if (wide)
        {
            T* apart = stackalloc T[16];
            TLane.Store(apart, laneSums);
            for (int lane = 0; lane < lanes; lane++)
                sum += apart[lane];
        }
        return sum / T.CreateTruncating(g.Divisor(countedLines, _columns.Counted(j, g.CountIncludePad)));
    }
}
