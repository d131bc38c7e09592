using System.Numerics;
using System.Runtime.CompilerServices;
using Lamina.Cpu.Products;

namespace Lamina.Cpu.Convolution;

/// <summary>
/// Moves one channel of some images into its rows of the matrix of patches, or adds those rows up in the channel: see
/// <see cref="ConvPatches"/>. On the way there the channel stands in planes, with the padding written out and the phases of the stride apart.
/// </summary>
internal readonly unsafe struct ConvPatchGrains<TLane, TVector, T>(
    ConvGeometry g, long images, T* pictures, T* patches, long pitch, ConvPlanes<T> planes, ConvTap* taps, bool gather) : IGrains
    where TLane : struct, ITileLane<TVector, T>
    where TVector : struct
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    const long None = long.MinValue;

    public void Run(long channel)
    {
        if (gather)
            Gather(channel);
        else
            AddUp(channel);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void Gather(long channel)
    {
        T* plane = (T*)Scratch.Get(ScratchSlot.ConvTile, (planes.ChannelPitch + 2 * TLane.Count) * sizeof(T));
        for (long image = 0; image < images; image++)
        {
            T* row = patches + channel * g.Taps * pitch + image * g.OutHeight * g.OutWidth;
            planes.Copy<TLane, TVector>(pictures + (image * g.InChannels + channel) * g.InHeight * g.InWidth, 1, 0, planes.Height, plane);
            for (long t = 0; t < g.Taps; t++)
                Copy(plane + planes.Offset(taps[t]), row + t * pitch, g.OutHeight * g.OutWidth);
        }
    }

    /// <summary>Copies in whole vectors: what is spilt comes before the next image, or is room for it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Copy(T* from, T* to, long count)
    {
        for (long i = 0; i < count; i += TLane.Count)
            TLane.Store(to + i, TLane.Load(from + i));
    }

    /// <summary>Each line of the channel, one phase of the stride at a time: the lines of patch rows that reach it are added in a register.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void AddUp(long channel)
    {
        long vectors = ((g.InWidth + g.StrideWidth - 1) / g.StrideWidth + TLane.Count - 1) / TLane.Count, kinds = g.StrideWidth * vectors * g.KernelWidth;
        T* masks = (T*)Scratch.Get(ScratchSlot.ConvTile, (kinds + 1) * TLane.Count * sizeof(T) + (g.InHeight * g.KernelHeight + kinds) * sizeof(long));
        T* vector = masks + kinds * TLane.Count;
        long* shifts = (long*)(vector + TLane.Count), lines = shifts + kinds;
        Reach(masks, shifts, lines, vectors);
        for (long image = 0; image < images; image++)
        {
            T* row = patches + channel * g.Taps * pitch + image * g.OutHeight * g.OutWidth;
            T* to = pictures + (image * g.InChannels + channel) * g.InHeight * g.InWidth;
            for (long y = 0; y < g.InHeight; y++, to += g.InWidth)
                for (long phase = 0; phase < Math.Min(g.StrideWidth, g.InWidth); phase++)
                    for (long v = 0; v < vectors; v++)
                    {
                        long kind = (phase * vectors + v) * g.KernelWidth, columns = (g.InWidth - phase + g.StrideWidth - 1) / g.StrideWidth - v * TLane.Count;
                        if (columns > 0)
                            Store(Sum(row, lines + y * g.KernelHeight, shifts + kind, masks + kind * TLane.Count), to + phase + v * TLane.Count * g.StrideWidth, columns, vector);
                    }
        }
    }

    /// <summary>
    /// The line of the output that meets an input line at a kernel line; and for vectors of columns of a phase, at a kernel column, where the output's begin and
    /// which of them exist.
    /// </summary>
    void Reach(T* masks, long* shifts, long* lines, long vectors)
    {
        for (long y = 0; y < g.InHeight; y++)
            for (long k = 0; k < g.KernelHeight; k++)
                lines[y * g.KernelHeight + k] = Quotient(y + g.PadTop - k * g.DilationHeight, g.StrideHeight) is >= 0 and var line && line < g.OutHeight ? line * g.OutWidth : None;
        for (long phase = 0; phase < g.StrideWidth; phase++)
            for (long v = 0; v < vectors; v++)
                for (long k = 0; k < g.KernelWidth; k++, shifts++, masks += TLane.Count)
                {
                    long shift = Quotient(phase + g.PadLeft - k * g.DilationWidth, g.StrideWidth);
                    *shifts = None;
                    if (shift == None)
                        continue;
                    shift += v * TLane.Count;
                    long first = Math.Max(0, -shift), end = Math.Min(TLane.Count, g.OutWidth - shift);
                    if (first >= end)
                        continue;
                    *shifts = shift;
                    TLane.Store(masks, TLane.Mask((int)first, (int)end));
                }
    }

    /// <summary>The quotient where there is no remainder.</summary>
    static long Quotient(long value, long divisor) => value % divisor == 0 ? value / divisor : None;

    /// <summary>What all taps bring to a vector of columns of one phase.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TVector Sum(T* row, long* lines, long* shifts, T* masks)
    {
        TVector sum = default;
        for (long ky = 0; ky < g.KernelHeight; ky++, row += g.KernelWidth * pitch)
        {
            if (lines[ky] == None)
                continue;
            T* from = row + lines[ky];
            for (long kx = 0; kx < g.KernelWidth; kx++, from += pitch)
            {
                if (shifts[kx] != None)
                    sum = TLane.Add(sum, TLane.LoadMasked(from + shifts[kx], TLane.Load(masks + kx * TLane.Count)));
            }
        }

        return sum;
    }

    /// <summary>Stores a vector, or as many of its elements as there are columns, at the stride.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void Store(TVector sum, T* to, long columns, T* vector)
    {
        if (g.StrideWidth == 1)
        {
            TLane.StoreMasked(to, TLane.Mask((int)Math.Min(columns, TLane.Count)), sum);
            return;
        }

        TLane.Store(vector, sum);
        for (long x = 0; x < Math.Min(columns, TLane.Count); x++)
            to[x * g.StrideWidth] = vector[x];
    }
}
