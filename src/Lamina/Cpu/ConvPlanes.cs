using System.Numerics;
using System.Runtime.CompilerServices;

namespace Lamina.Cpu;

/// <summary>
/// How the channels of an image lie in memory for a convolution: each as one plane for every phase of the stride, padding
/// included, so that what a tap reads for consecutive outputs is consecutive. Without padding and stride that is the
/// image itself.
/// </summary>
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
        => StrideHeight == 1 && StrideWidth == 1 && Top == 0 && Left == 0 && lines <= SourceHeight && columns <= SourceWidth;

    /// <summary>Where in a channel's planes the tap begins.</summary>
    public readonly long Offset(ConvTap tap) => (tap.Phase * Height + tap.Line) * Width + tap.Column;

    /// <summary>
    /// Writes <paramref name="lines"/> lines of every plane, from line <paramref name="firstLine"/> on, with zeros for
    /// what lies outside the source.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Copy(T* source, long channels, long firstLine, long lines, T* planes)
    {
        for (long c = 0; c < channels; c++, source += SourceHeight * SourceWidth)
            for (int p = 0; p < Phases; p++)
            {
                T* to = planes + c * ChannelPitch + p * Height * Width;
                // Columns of the plane that lie in the source: 0 <= x · stride + offset < width.
                long offset = Phase[p].Column - Left;
                long first = Math.Clamp(offset >= 0 ? 0 : (StrideWidth - 1 - offset) / StrideWidth, 0, Width);
                long end = Math.Clamp((SourceWidth - offset + StrideWidth - 1) / StrideWidth, first, Width);
                for (long y = 0; y < lines; y++, to += Width)
                {
                    long line = (firstLine + y) * StrideHeight + Phase[p].Line - Top;
                    if (line < 0 || line >= SourceHeight)
                    {
                        new Span<T>(to, (int)Width).Clear();
                        continue;
                    }
                    T* from = source + line * SourceWidth + offset;
                    for (long x = 0; x < first; x++)
                        to[x] = T.Zero;
                    if (StrideWidth == 1)
                        new Span<T>(from + first, (int)(end - first)).CopyTo(new Span<T>(to + first, (int)(end - first)));
                    else
                        for (long x = first; x < end; x++)
                            to[x] = from[x * StrideWidth];
                    for (long x = end; x < Width; x++)
                        to[x] = T.Zero;
                }
            }
    }
}
