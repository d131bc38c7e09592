using System.Runtime.CompilerServices;
using Lamina.Imaging;

namespace Lamina.Data.Vision;

/// <summary>Colours of pictures, changed pixel by pixel. The numbers are those of torchvision and Pillow; opacity stays as it is.</summary>
internal static class Adjust
{
    // A factor is a whole number of 2⁻¹⁶; beyond the greatest every difference reaches 0 or 255, and products still fit 32 bits.
    const int Levels = 256, FactorBits = 16, GreatestFactor = 100;

    /// <summary>Every sample multiplied.</summary>
    public static Picture Brightness(Picture picture, double factor) => Mapped(picture, level => Blend(level, 0, Fixed(factor)));

    /// <summary>Away from the mean luma, or towards it.</summary>
    public static Picture Contrast(Picture picture, double factor)
    {
        long sum = 0;
        Picture grey = Opaque(picture).ToGrey();
        foreach (byte luma in grey.Pixels)
            sum += luma;
        int mean = (int)(((double)sum / grey.Pixels.Length) + 0.5);
        return Mapped(picture, level => Blend(level, mean, Fixed(factor)));
    }

    /// <summary>Away from grey, or towards it.</summary>
    public static Picture Saturation(Picture picture, double factor) => picture.Channels == 1 ? picture : Blend(picture, Grey(picture), factor);

    /// <summary>Away from a smoothed picture, or towards it: the mean of 3 × 3 pixels, the one in the middle counted five times; the border stays.</summary>
    public static Picture Sharpness(Picture picture, double factor) => picture.Width <= 2 || picture.Height <= 2 ? picture : Blend(picture, Smooth(picture), factor);

    /// <summary>Grey in as many channels.</summary>
    public static Picture Grey(Picture picture)
    {
        Picture grey = Opaque(picture).ToGrey().WithChannels(picture.Channels);
        for (int i = 3; i < picture.Pixels.Length && picture.Channels == 4; i += 4)
            grey.Pixels[i] = picture.Pixels[i];
        return grey;
    }

    /// <summary>Only the upper bits of every sample.</summary>
    public static Picture Posterize(Picture picture, int bits) => Mapped(picture, level => (byte)(level & ~((1 << (8 - bits)) - 1)));

    /// <summary>Samples from the threshold on are inverted.</summary>
    public static Picture Solarize(Picture picture, double threshold) => Mapped(picture, level => (byte)(level < threshold ? level : 255 - level));

    /// <summary>255 less every sample.</summary>
    public static Picture Invert(Picture picture) => Mapped(picture, level => (byte)(255 - level));

    /// <summary>The darkest sample of each channel becomes 0, the lightest 255.</summary>
    public static Picture Autocontrast(Picture picture) => ByChannel(picture, counts =>
    {
        int low = Array.FindIndex(counts, count => count > 0), high = Array.FindLastIndex(counts, count => count > 0);
        if (high <= low)
            return null;
        double scale = 255.0 / (high - low);
        return Table(level => (byte)Math.Clamp((int)((level * scale) - (low * scale)), 0, 255));
    });

    /// <summary>Each channel spread so that all levels are as frequent as can be.</summary>
    public static Picture Equalize(Picture picture) => ByChannel(picture, counts =>
    {
        int step = (counts.Sum() - counts[Array.FindLastIndex(counts, count => count > 0)]) / 255;
        if (step == 0)
            return null;
        int below = step / 2;
        return Table(level =>
        {
            byte mapped = (byte)Math.Min(below / step, 255);
            below += counts[level];
            return mapped;
        });
    });

    static Picture Opaque(Picture picture) => picture.Channels == 4 ? picture.WithChannels(3) : picture;

    static int Fixed(double factor) => (int)Math.Round(Math.Min(factor, GreatestFactor) * (1 << FactorBits));

    /// <summary>other + factor · (level − other), cut to a byte towards 0, as the field does.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static byte Blend(int level, int other, int factor) => (byte)Math.Clamp(((other << FactorBits) + (factor * (level - other))) >> FactorBits, 0, 255);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static Picture Blend(Picture picture, Picture other, double factor)
    {
        ReadOnlySpan<byte> from = picture.Pixels;
        Span<byte> to = other.Pixels;
        int weight = Fixed(factor);
        for (int i = 0; i < to.Length && i < from.Length; i++)
            to[i] = Blend(from[i], to[i], weight);
        for (int i = 3; i < to.Length && picture.Channels == 4; i += 4)
            to[i] = from[i];
        return other;
    }

    static Picture Smooth(Picture picture)
    {
        Picture smooth = new(picture.Width, picture.Height, picture.Channels, picture.Pixels.ToArray());
        int channels = picture.Channels;
        for (int y = 1; y < picture.Height - 1; y++)
        {
            ReadOnlySpan<byte> above = picture.Row(y - 1), row = picture.Row(y), below = picture.Row(y + 1);
            Span<byte> to = smooth.Row(y);
            for (int i = channels; i < row.Length - channels; i++)
            {
                int sum = above[i - channels] + above[i] + above[i + channels] + row[i - channels] + (5 * row[i]) + row[i + channels]
                    + below[i - channels] + below[i] + below[i + channels];
                to[i] = (byte)((sum + 6) / 13);
            }
        }

        return smooth;
    }

    static byte[] Table(Func<int, byte> map)
    {
        byte[] table = new byte[Levels];
        for (int level = 0; level < Levels; level++)
            table[level] = map(level);
        return table;
    }

    static Picture Mapped(Picture picture, Func<int, byte> map)
    {
        byte[] table = Table(map);
        if (picture.Channels == 4)
            return Looked(picture, [table, table, table]);
        Picture result = new(picture.Width, picture.Height, picture.Channels);
        ReadOnlySpan<byte> from = picture.Pixels;
        Span<byte> to = result.Pixels;
        for (int i = 0; i < to.Length && i < from.Length; i++)
            to[i] = table[from[i]];
        return result;
    }

    /// <param name="picture">The picture.</param>
    /// <param name="table">From how often each level occurs in a channel to what becomes of it; null for nothing.</param>
    static Picture ByChannel(Picture picture, Func<int[], byte[]?> table)
    {
        byte[]?[] tables = new byte[]?[3];
        ReadOnlySpan<byte> pixels = picture.Pixels;
        for (int c = 0; c < picture.ColorCount(); c++)
        {
            int[] counts = new int[Levels];
            for (int i = c; i < pixels.Length; i += picture.Channels)
                counts[pixels[i]]++;
            tables[c] = table(counts);
        }

        return Looked(picture, tables);
    }

    static Picture Looked(Picture picture, byte[]?[] tables)
    {
        Picture result = new(picture.Width, picture.Height, picture.Channels, picture.Pixels.ToArray());
        Span<byte> pixels = result.Pixels;
        for (int c = 0; c < picture.ColorCount(); c++)
        {
            if (tables[c] is not { } table)
                continue;
            for (int i = c; i < pixels.Length; i += picture.Channels)
                pixels[i] = table[pixels[i]];
        }

        return result;
    }
}
