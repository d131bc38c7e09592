using System.Numerics;
using System.Runtime.CompilerServices;
using Lamina.Cpu.Products;

namespace Lamina.Cpu.Convolution;

/// <summary>
/// How the channels of an image lie in memory for a convolution: each as one plane for every phase of the stride, padding
/// included, so that what a tap reads for consecutive outputs is consecutive. Without padding and stride that is the
/// image itself.
/// </summary>
/// <remarks>
/// A plane as wide as the padded image makes sums that straddle a line end, which are dropped. Instead, each column of
/// the kernel can have a plane of its own, shifted and as wide as the output: more is copied, and nothing dropped.
/// </remarks>
internal unsafe struct ConvPlanes<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public long SourceHeight, SourceWidth, Top, Left, StrideHeight, StrideWidth;
    public int Phases;
    public ConvPhase* Phase;

    /// <summary>The source serves as it is.</summary>
    public bool InPlace;

    /// <summary>Lines and columns of a plane.</summary>
    public long Height, Width;

    public readonly long ChannelPitch => InPlace ? SourceHeight * SourceWidth : Phases * Height * Width;

    /// <summary>Whether the given lines and columns need neither padding nor stride.</summary>
    public readonly bool FitsInPlace(long lines, long columns)
        => Phases == 1 && StrideHeight == 1 && StrideWidth == 1 && Top == 0 && Left == 0 && lines <= SourceHeight && columns <= SourceWidth;

    /// <summary>
    /// Whether planes by kernel column cost less than dropped sums and the copying of what is kept. The estimates are in
    /// shares of the arithmetic, from measurements; they depend on sizes alone.
    /// </summary>
    public static bool ByColumnPays(long rows, long depth, long kernelLines, long columns, long spanColumns)
        => 6.0 / (rows * kernelLines) < (double)spanColumns / (columns + spanColumns) + 8.0 / depth;

    /// <summary>The number of the phase that begins here, which is listed if it was not.</summary>
    public int PhaseAt(long line, long column)
    {
        for (int p = 0; p < Phases; p++)
            if (Phase[p].Line == line && Phase[p].Column == column)
                return p;
        Phase[Phases] = new ConvPhase(line, column);
        return Phases++;
    }

    /// <summary>Where in a channel's planes the tap begins.</summary>
    public readonly long Offset(ConvTap tap) => (tap.Phase * Height + tap.Line) * Width + tap.Column;

    /// <summary>
    /// Writes <paramref name="lines"/> lines of every plane, from line <paramref name="firstLine"/> on, with zeros for
    /// what lies outside the source. Lines are written in ascending order, in whole vectors, so the last may spill over
    /// the next line, which follows, and over one vector after the planes.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Copy<TLane, TVector>(T* source, long channels, long firstLine, long lines, T* planes)
        where TLane : struct, ITileLane<TVector, T>
        where TVector : struct
    {
        int lanes = TLane.Count;
        for (long c = 0; c < channels; c++, source += SourceHeight * SourceWidth)
            for (int p = 0; p < Phases; p++)
            {
                T* to = planes + c * ChannelPitch + p * Height * Width;
                // Columns of the plane that lie in the source: 0 <= x · stride + offset < width.
                long offset = Phase[p].Column - Left;
                long first = Math.Clamp(offset >= 0 ? 0 : (StrideWidth - 1 - offset) / StrideWidth, 0, Width);
                long end = Math.Clamp((SourceWidth - offset + StrideWidth - 1) / StrideWidth, first, Width);
                if (StrideWidth == 1 && Width <= lanes)
                {
                    CopyNarrow<TLane, TVector>(source + offset, first, end, firstLine * StrideHeight + Phase[p].Line - Top, lines, to);
                    continue;
                }
                long whole = end - (end - first) % lanes;
                TVector tail = TLane.Mask((int)Math.Max(1, end - whole));
                bool everySecond = StrideWidth == 2 && TLane.LoadsEven;
                for (long y = 0; y < lines; y++, to += Width)
                {
                    long line = (firstLine + y) * StrideHeight + Phase[p].Line - Top;
                    if (line < 0 || line >= SourceHeight)
                    {
                        Clear<TLane, TVector>(to, 0, Width);
                        continue;
                    }
                    T* from = source + line * SourceWidth + offset;
                    Clear<TLane, TVector>(to, 0, first);
                    long x = first;
                    if (StrideWidth == 1)
                    {
                        for (; x < whole; x += lanes)
                            TLane.Store(to + x, TLane.Load(from + x));
                        if (x < end)
                            TLane.Store(to + x, TLane.LoadMasked(from + x, tail));
                    }
                    else if (everySecond)
                    {
                        for (; x < whole; x += lanes)
                            TLane.Store(to + x, TLane.LoadEven(from + 2 * x, TLane.Mask(lanes), TLane.Mask(lanes - 1)));
                        if (x < end)
                            TLane.Store(to + x, LoadEven<TLane, TVector>(from + 2 * x, (int)(end - x)));
                    }
                    else
                        for (; x < end; x++)
                            to[x] = from[x * StrideWidth];
                    Clear<TLane, TVector>(to, end, Width);
                }
            }
    }

    /// <summary>The first <paramref name="count"/> of every second element, and no memory behind the last of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector LoadEven<TLane, TVector>(T* source, int count)
        where TLane : struct, ITileLane<TVector, T>
        where TVector : struct
    {
        int reach = 2 * count - 1, lanes = TLane.Count;
        return TLane.LoadEven(source, TLane.Mask(Math.Min(reach, lanes)), reach > lanes ? TLane.Mask(reach - lanes) : default);
    }

    /// <summary>Lines of one vector: the mask brings the zeros on both sides.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    readonly void CopyNarrow<TLane, TVector>(T* source, long first, long end, long firstLine, long lines, T* to)
        where TLane : struct, ITileLane<TVector, T>
        where TVector : struct
    {
        TVector inside = TLane.Mask((int)first, (int)end);
        for (long line = firstLine; line < firstLine + lines * StrideHeight; line += StrideHeight, to += Width)
            TLane.Store(to, line < 0 || line >= SourceHeight || first >= end ? default : TLane.LoadMasked(source + line * SourceWidth, inside));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Clear<TLane, TVector>(T* to, long first, long end)
        where TLane : struct, ITileLane<TVector, T>
        where TVector : struct
    {
        for (; first < end; first += TLane.Count)
            TLane.Store(to + first, default);
    }
}
