using System.Numerics;
using System.Runtime.CompilerServices;
using Lamina.Imaging;

namespace Lamina.Data.Vision;

/// <summary>Gaussian smoothing of planes, rows first and then columns; the border is mirrored.</summary>
internal static class Gaussian
{
    /// <summary>e^(−x² / 2σ²) at x = −(size − 1)/2 … (size − 1)/2, of sum 1.</summary>
    public static float[] Weights(int size, double deviation)
    {
        double[] exact = new double[size];
        for (int i = 0; i < size; i++)
        {
            double x = (i - ((size - 1) / 2.0)) / deviation;
            exact[i] = Math.Exp(-0.5 * x * x);
        }

        double sum = exact.Sum();
        return [.. exact.Select(value => (float)(value / sum))];
    }

    public static Picture Blur(Picture picture, float[] across, float[] down)
    {
        float[] values = new float[picture.Pixels.Length];
        ReadOnlySpan<byte> from = picture.Pixels;
        for (int i = 0; i < values.Length && i < from.Length; i++)
            values[i] = from[i];
        values = Smooth(values, picture.Width, picture.Height, picture.Channels, across, down);
        Picture result = new(picture.Width, picture.Height, picture.Channels);
        Span<byte> to = result.Pixels;
        for (int i = 0; i < to.Length && i < values.Length; i++)
            to[i] = (byte)Math.Clamp((int)(values[i] + 0.5f), 0, 255);
        return result;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float[] Smooth(float[] values, int width, int height, int channels, float[] across, float[] down)
    {
        int stride = width * channels, margin = across.Length / 2;
        float[] wide = new float[values.Length], result = new float[values.Length], padded = new float[stride + ((across.Length - 1) * channels)];
        for (int y = 0; y < height; y++)
        {
            ReadOnlySpan<float> row = values.AsSpan(y * stride, stride);
            for (int x = 0; x < width + across.Length - 1; x++)
                row.Slice(Window.Place(x - margin, width, PadMode.Reflect) * channels, channels).CopyTo(padded.AsSpan(x * channels));
            for (int k = 0; k < across.Length; k++)
                AddScaled(padded.AsSpan(k * channels, stride), across[k], wide.AsSpan(y * stride, stride));
        }

        for (int y = 0; y < height; y++)
        {
            for (int k = 0; k < down.Length; k++)
                AddScaled(wide.AsSpan(Window.Place(y + k - (down.Length / 2), height, PadMode.Reflect) * stride, stride), down[k], result.AsSpan(y * stride, stride));
        }

        return result;
    }

    // A product and a sum for each element, each rounded: lanes of any width give the same bits.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void AddScaled(ReadOnlySpan<float> from, float weight, Span<float> to)
    {
        int i = 0;
        for (; i <= to.Length - Vector<float>.Count; i += Vector<float>.Count)
            (new Vector<float>(to[i..]) + (weight * new Vector<float>(from[i..]))).CopyTo(to[i..]);
        for (; i < to.Length; i++)
            to[i] += weight * from[i];
    }
}
