using System.Numerics;
using System.Runtime.CompilerServices;
using Lamina.Imaging;

namespace Lamina.Data.Vision;

/// <summary>Larger and smaller pictures: rows first, then columns, rounded to bytes after each, as Pillow does.</summary>
internal static class Resizing
{
    const int Half = 1 << (ResizeAxis.Bits - 1);

    public static Picture Run(Picture picture, int width, int height, InterpolationMode mode)
    {
        if (width == picture.Width && height == picture.Height)
            return picture;
        if (mode is InterpolationMode.Nearest or InterpolationMode.NearestExact)
            return Nearest(picture, width, height, mode);
        Picture wide = width == picture.Width ? picture : Across(picture, ResizeAxis.Create(picture.Width, width, mode));
        return height == picture.Height ? wide : Down(wide, ResizeAxis.Create(picture.Height, height, mode));
    }

    /// <exception cref="ArgumentOutOfRangeException">Pictures are not resized in this mode.</exception>
    public static InterpolationMode Checked(InterpolationMode mode) => mode != InterpolationMode.Area
        ? mode
        : throw new ArgumentOutOfRangeException(nameof(mode), mode, "Pictures are resized by Nearest, NearestExact, Linear or Cubic; Linear takes the mean of all pixels, too, when pictures become smaller.");

    static Picture Nearest(Picture picture, int width, int height, InterpolationMode mode)
    {
        int[] columns = Places(picture.Width, width, mode), rows = Places(picture.Height, height, mode);
        int channels = picture.Channels;
        Picture result = new(width, height, channels);
        for (int y = 0; y < height; y++)
        {
            ReadOnlySpan<byte> from = picture.Row(rows[y]);
            Span<byte> to = result.Row(y);
            for (int x = 0; x < width; x++)
                from.Slice(columns[x] * channels, channels).CopyTo(to[(x * channels)..]);
        }

        return result;
    }

    static int[] Places(int from, int to, InterpolationMode mode)
    {
        int[] places = new int[to];
        for (int i = 0; i < to; i++)
            places[i] = mode == InterpolationMode.Nearest ? (int)((long)i * from / to) : (int)((((2L * i) + 1) * from) / (2L * to));
        return places;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static Picture Across(Picture picture, ResizeAxis axis)
    {
        int channels = picture.Channels;
        Picture result = new(axis.First.Length, picture.Height, channels);
        for (int y = 0; y < picture.Height; y++)
        {
            ReadOnlySpan<byte> from = picture.Row(y);
            Span<byte> to = result.Row(y);
            for (int x = 0, at = 0; x < axis.First.Length; x++)
            {
                ReadOnlySpan<int> weights = axis.Weights.AsSpan(x * axis.Stride, axis.Counts[x]);
                if (channels == 3)
                {
                    Three(from.Slice(axis.First[x] * 3, weights.Length * 3), weights, to.Slice(at, 3));
                    at += 3;
                    continue;
                }

                for (int c = 0; c < channels; c++, at++)
                {
                    int sum = Half, source = (axis.First[x] * channels) + c;
                    foreach (int weight in weights)
                    {
                        sum += weight * from[source];
                        source += channels;
                    }

                    to[at] = ToByte(sum);
                }
            }
        }

        return result;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Three(ReadOnlySpan<byte> from, ReadOnlySpan<int> weights, Span<byte> to)
    {
        int red = Half, green = Half, blue = Half;
        foreach (int weight in weights)
        {
            red += weight * from[0];
            green += weight * from[1];
            blue += weight * from[2];
            from = from[3..];
        }

        to[2] = ToByte(blue);
        to[1] = ToByte(green);
        to[0] = ToByte(red);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static Picture Down(Picture picture, ResizeAxis axis)
    {
        Picture result = new(picture.Width, axis.First.Length, picture.Channels);
        int[] sums = new int[picture.Width * picture.Channels];
        for (int y = 0; y < axis.First.Length; y++)
        {
            sums.AsSpan().Fill(Half);
            for (int k = 0; k < axis.Counts[y]; k++)
            {
                int weight = axis.Weights[(y * axis.Stride) + k];
                ReadOnlySpan<byte> from = picture.Row(axis.First[y] + k);
                AddScaled(from, weight, sums);
            }

            Span<byte> to = result.Row(y);
            for (int i = 0; i < to.Length && i < sums.Length; i++)
                to[i] = ToByte(sums[i]);
        }

        return result;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void AddScaled(ReadOnlySpan<byte> from, int weight, Span<int> sums)
    {
        int i = 0;
        for (; i <= sums.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(from[i..]), out Vector<ushort> low, out Vector<ushort> high);
            Vector.Widen(low, out Vector<uint> first, out Vector<uint> second);
            Vector.Widen(high, out Vector<uint> third, out Vector<uint> fourth);
            Add(first, weight, sums[i..]);
            Add(second, weight, sums[(i + Vector<int>.Count)..]);
            Add(third, weight, sums[(i + (2 * Vector<int>.Count))..]);
            Add(fourth, weight, sums[(i + (3 * Vector<int>.Count))..]);
        }

        for (; i < sums.Length; i++)
            sums[i] += weight * from[i];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Add(Vector<uint> values, int weight, Span<int> sums) => (new Vector<int>(sums) + (Vector.AsVectorInt32(values) * weight)).CopyTo(sums);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static byte ToByte(int sum) => (byte)Math.Clamp(sum >> ResizeAxis.Bits, 0, 255);
}
