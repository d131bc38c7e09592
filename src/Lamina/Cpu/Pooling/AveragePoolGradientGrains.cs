using System.Numerics;
using System.Runtime.CompilerServices;

namespace Lamina.Cpu.Pooling;

/// <summary>
/// Gradient of average pooling: each output's gradient, divided by its count, is added to all taps of its window, in
/// order of outputs by line, then of taps, then of columns. A grain is a block of planes.
/// </summary>
internal readonly unsafe struct AveragePoolGradientGrains<TLane, TVector, T>(PoolGeometry g, Split blocks, T* gradient, T* inputGradient) : IGrains
    where TLane : struct, IPoolLane<TVector, T>
    where TVector : struct
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    readonly long _outHeight = g.OutHeight, _outWidth = g.OutWidth;
    readonly PoolWindows _lines = new(g.InHeight, g.KernelHeight, g.StrideHeight, g.PadTop, g.PadBottom, 1, g.OutHeight);
    readonly PoolWindows _columns = new(g.InWidth, g.KernelWidth, g.StrideWidth, g.PadLeft, g.PadRight, 1, g.OutWidth);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(long grain)
    {
        int lanes = TLane.Count;
        long width = g.InWidth;
        T* shares = (T*)Scratch.Get(ScratchSlot.ConvTile, _outWidth * sizeof(T));
        long end = blocks.Start(grain) + blocks.Size(grain);
        for (long plane = blocks.Start(grain); plane < end; plane++)
        {
            T* to = inputGradient + plane * g.InHeight * width;
            T* from = gradient + plane * _outHeight * _outWidth;
            new Span<T>(to, checked((int)(g.InHeight * width))).Clear();
            for (long i = 0; i < _outHeight; i++, from += _outWidth)
            {
                long countedLines = _lines.Counted(i, g.CountIncludePad);
                for (long j = 0; j < _outWidth; j++)
                    shares[j] = from[j] / T.CreateTruncating(g.Divisor(countedLines, _columns.Counted(j, g.CountIncludePad)));
                long endTap = _lines.EndTap(i);
                for (long y = _lines.FirstTap(i); y < endTap; y++)
                {
                    T* line = to + (_lines.Start(i) + y) * width;
                    if (_outWidth == 1)
                        AddToLine(line + _columns.Start(0) + _columns.FirstTap(0), _columns.EndTap(0) - _columns.FirstTap(0), shares[0]);
                    else
                        for (long x = 0; x < g.KernelWidth; x++)
                            AddTap(line, x, shares, lanes);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void AddToLine(T* line, long length, T share)
    {
        long x = 0;
        TVector shares = TLane.Broadcast(share);
        for (; x <= length - TLane.Count; x += TLane.Count)
            TLane.Store(line + x, TLane.Add(TLane.Load(line + x), shares));
        for (; x < length; x++)
            line[x] += share;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void AddTap(T* line, long x, T* shares, int lanes)
    {
        long step = _columns.Stride;
        // Outputs whose tap x lies in the image.
        long shift = _columns.Before - x;
        long j = shift <= 0 ? 0 : (shift + step - 1) / step;
        long room = g.InWidth + shift;
        long end = room <= 0 ? 0 : Math.Min(_outWidth, (room + step - 1) / step);
        T* to = line - shift;
        if (step == 1)
            for (; j <= end - lanes; j += lanes)
                TLane.Store(to + j, TLane.Add(TLane.Load(to + j), TLane.Load(shares + j)));
        for (; j < end; j++)
            to[j * step] += shares[j];
    }
}
