using System.Runtime.CompilerServices;
using Lamina.Imaging;

namespace Lamina.Data.Vision;

/// <summary>
/// The one kernel behind rotation, affine, perspective and elastic transforms: for each pixel of the new picture, looks up where it comes from.
/// </summary>
/// <remarks>A point inside the old picture is interpolated with the border repeated, a point outside is filled: Pillow's rule.</remarks>
internal static class Warp
{
    /// <summary>Points on each side of a box that are followed to where it goes.</summary>
    const int BoxPoints = 8;

    /// <summary>A sample under a map: the picture interpolated, the mask by the pixel that is there, boxes around where their sides went.</summary>
    public static PictureSample Sample<TMap>(PictureSample sample, TMap map, int width, int height, InterpolationMode mode, byte fill)
        where TMap : struct, IPictureMap =>
        sample.Moved(Run(sample.Picture, map, width, height, mode, fill), mask => Run(mask, map, width, height, InterpolationMode.Nearest, 0), box => Around(box, map));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Picture Run<TMap>(Picture picture, TMap map, int width, int height, InterpolationMode mode, byte fill)
        where TMap : struct, IPictureMap
    {
        Picture result = new(width, height, picture.Channels);
        int channels = picture.Channels, columns = picture.Width, rows = picture.Height, stride = columns * channels;
        bool isLinear = mode == InterpolationMode.Linear;
        ReadOnlySpan<byte> from = picture.Pixels;
        for (int y = 0; y < height; y++)
        {
            Span<byte> to = result.Row(y);
            for (int i = 0, at = 0; i < width; i++, at += channels)
            {
                Span<byte> pixel = to.Slice(at, channels);
                (double sx, double sy) = map.Source(i + 0.5, y + 0.5);
                if (!(sx >= 0 && sx < columns && sy >= 0 && sy < rows))
                {
                    pixel.Fill(fill);
                    continue;
                }

                if (!isLinear)
                {
                    from.Slice(((int)sy * stride) + ((int)sx * channels), channels).CopyTo(pixel);
                    continue;
                }

                double left = Math.Floor(sx - 0.5), top = Math.Floor(sy - 0.5), dx = sx - 0.5 - left, dy = sy - 0.5 - top;
                int x0 = Math.Max((int)left, 0) * channels, x1 = Math.Min((int)left + 1, columns - 1) * channels;
                int y0 = Math.Max((int)top, 0) * stride, y1 = Math.Min((int)top + 1, rows - 1) * stride;
                for (int c = 0; c < channels; c++)
                {
                    double upper = from[y0 + x0 + c] + (dx * (from[y0 + x1 + c] - from[y0 + x0 + c]));
                    double lower = from[y1 + x0 + c] + (dx * (from[y1 + x1 + c] - from[y1 + x0 + c]));
                    pixel[c] = (byte)(upper + (dy * (lower - upper)) + 0.5);
                }
            }
        }

        return result;
    }

    /// <exception cref="ArgumentOutOfRangeException">Pictures are not warped in this mode.</exception>
    public static InterpolationMode Checked(InterpolationMode mode) => mode is InterpolationMode.Nearest or InterpolationMode.NearestExact or InterpolationMode.Linear
        ? mode
        : throw new ArgumentOutOfRangeException(nameof(mode), mode, "Pictures are warped by Nearest or Linear.");

    static PictureBox Around<TMap>(PictureBox box, TMap map)
        where TMap : struct, IPictureMap
    {
        double x1 = double.PositiveInfinity, y1 = x1, x2 = -x1, y2 = -x1;
        for (int i = 0; i <= BoxPoints; i++)
        {
            double along = (double)i / BoxPoints, x = box.X1 + (along * box.Width), y = box.Y1 + (along * box.Height);
            Include(map.Target(x, box.Y1));
            Include(map.Target(x, box.Y2));
            Include(map.Target(box.X1, y));
            Include(map.Target(box.X2, y));
        }

        return box with { X1 = x1, Y1 = y1, X2 = x2, Y2 = y2 };

        void Include((double X, double Y) point)
        {
            (x1, y1) = (Math.Min(x1, point.X), Math.Min(y1, point.Y));
            (x2, y2) = (Math.Max(x2, point.X), Math.Max(y2, point.Y));
        }
    }
}
