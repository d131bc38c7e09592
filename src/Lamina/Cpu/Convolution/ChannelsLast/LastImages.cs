using System.Numerics;
using System.Runtime.CompilerServices;
using Lamina.Cpu.Products;

namespace Lamina.Cpu.Convolution.ChannelsLast;

/// <summary>Lines of images as [image, line, column, channel], with their border.</summary>
internal unsafe struct LastImages<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public T* Data;

    public long Channels, Lines, Columns;

    /// <summary>Line and column of the image that stand first; negative for a border.</summary>
    public long FirstLine, FirstColumn;

    public readonly long LinePitch => Columns * Channels;

    public readonly long ImagePitch => Lines * LinePitch;

    /// <summary>Brings lines of an image [channel, line, column] to their places; what lies outside of it is zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Fill(T* source, long sourceLines, long sourceColumns, long image, long first, long count)
    {
        T* to = Data + (image * ImagePitch) + (first * LinePitch);
        long before = Math.Clamp(-FirstColumn, 0, Columns), begin = Math.Max(0, FirstColumn);
        long columns = Math.Max(0, Math.Min(sourceColumns - begin, Columns - before));
        for (long line = FirstLine + first; line < FirstLine + first + count; line++, to += LinePitch)
        {
            bool inside = line >= 0 && line < sourceLines && columns > 0;
            Clear(to, inside ? before : Columns);
            if (!inside)
                continue;
            Transposition.Run(source + (line * sourceColumns) + begin, sourceLines * sourceColumns, Channels, columns, to + (before * Channels), Channels);
            Clear(to + ((before + columns) * Channels), Columns - before - columns);
        }
    }

    readonly void Clear(T* to, long columns) => new Span<T>(to, checked((int)(columns * Channels))).Clear();
}
