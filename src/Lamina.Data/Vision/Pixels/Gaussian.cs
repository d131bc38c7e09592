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
        for (int i = 0; i < values.Length; i++)
            values[i] = picture.Pixels[i];
        values = Smooth(values, picture.Width, picture.Height, picture.Channels, across, down);
        Picture result = new(picture.Width, picture.Height, picture.Channels);
        Span<byte> to = result.Pixels;
        for (int i = 0; i < to.Length; i++)
            to[i] = (byte)Math.Clamp(MathF.Round(values[i]), 0, 255);
        return result;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float[] Smooth(float[] values, int width, int height, int channels, float[] across, float[] down)
    {
        int stride = width * channels;
        float[] wide = new float[values.Length], result = new float[values.Length];
        for (int k = 0; k < across.Length; k++)
        {
            for (int x = 0; x < width; x++)
            {
                int source = Window.Place(x + k - (across.Length / 2), width, PadMode.Reflect) * channels;
                for (int row = 0; row < values.Length; row += stride)
                {
                    for (int c = 0; c < channels; c++)
                        wide[row + (x * channels) + c] += across[k] * values[row + source + c];
                }
            }
        }

        for (int y = 0; y < height; y++)
        {
            Span<float> to = result.AsSpan(y * stride, stride);
            for (int k = 0; k < down.Length; k++)
            {
                ReadOnlySpan<float> from = wide.AsSpan(Window.Place(y + k - (down.Length / 2), height, PadMode.Reflect) * stride, stride);
                float weight = down[k];
                for (int i = 0; i < to.Length && i < from.Length; i++)
                    to[i] += weight * from[i];
            }
        }

        return result;
    }
}
