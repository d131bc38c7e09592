using System.Numerics;
using System.Runtime.CompilerServices;

namespace Lamina.Cpu;

/// <summary>
/// Moves one channel of some images into its rows of the matrix of patches, or adds those rows up in the channel: see
/// <see cref="ConvPatches"/>. On the way the channel stands in planes, with the padding written out and the phases of the stride apart.
/// </summary>
internal readonly unsafe struct ConvPatchGrains<TLane, TVector, T>(
    ConvGeometry g, long images, T* pictures, T* patches, long pitch, ConvPlanes<T> planes, ConvTap* taps, bool gather) : IGrains
    where TLane : struct, ITileLane<TVector, T>
    where TVector : struct
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(long channel)
    {
        long elements = planes.ChannelPitch;
        T* plane = (T*)Scratch.Get(ScratchSlot.ConvTile, (elements + 2 * TLane.Count) * sizeof(T));
        for (long image = 0; image < images; image++)
        {
            T* picture = pictures + (image * g.InChannels + channel) * g.InHeight * g.InWidth;
            T* row = patches + channel * g.Taps * pitch + image * g.OutHeight * g.OutWidth;
            if (gather)
            {
                planes.Copy<TLane, TVector>(picture, 1, 0, planes.Height, plane);
                for (long t = 0; t < g.Taps; t++)
                    Copy(plane + planes.Offset(taps[t]), row + t * pitch, g.OutHeight * g.OutWidth);
            }
            else
            {
                new Span<T>(plane, (int)elements).Clear();
                for (long t = 0; t < g.Taps; t++)
                    Add(row + t * pitch, plane + planes.Offset(taps[t]));
                TakeBack(plane, picture);
            }
        }
    }

    /// <summary>Copies in whole vectors: what is spilt comes before the next image, or is room for it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Copy(T* from, T* to, long count)
    {
        for (long i = 0; i < count; i += TLane.Count)
            TLane.Store(to + i, TLane.Load(from + i));
    }

    /// <summary>Adds the lines of a patch row where they came from.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void Add(T* row, T* plane)
    {
        int lanes = TLane.Count;
        long whole = (g.OutWidth - 1) / lanes * lanes;
        TVector mask = TLane.Mask((int)(g.OutWidth - whole));
        for (long y = 0; y < g.OutHeight; y++, row += g.OutWidth, plane += planes.Width)
        {
            for (long x = 0; x < whole; x += lanes)
                TLane.Store(plane + x, TLane.Add(TLane.Load(plane + x), TLane.Load(row + x)));
            TLane.StoreMasked(plane + whole, mask, TLane.Add(TLane.LoadMasked(plane + whole, mask), TLane.LoadMasked(row + whole, mask)));
        }
    }

    /// <summary>Brings the phases together in the picture; pixels that no tap reaches are zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void TakeBack(T* plane, T* picture)
    {
        new Span<T>(picture, (int)(g.InHeight * g.InWidth)).Clear();
        for (int p = 0; p < planes.Phases; p++, plane += planes.Height * planes.Width)
        {
            long left = planes.Phase[p].Column - g.PadLeft;
            long first = left >= 0 ? 0 : (g.StrideWidth - 1 - left) / g.StrideWidth;
            long end = Math.Min(planes.Width, (g.InWidth - left + g.StrideWidth - 1) / g.StrideWidth);
            for (long y = 0; y < planes.Height; y++)
            {
                long line = y * g.StrideHeight + planes.Phase[p].Line - g.PadTop;
                if (line < 0 || line >= g.InHeight)
                    continue;
                T* from = plane + y * planes.Width, to = picture + line * g.InWidth + left;
                for (long x = first; x < end; x++)
                    to[x * g.StrideWidth] = from[x];
            }
        }
    }
}
