using Lamina.Imaging;

namespace Lamina.Data.Vision;

/// <summary>Pictures with more or fewer channels.</summary>
internal static class Channels
{
    /// <summary>How many channels hold colour; the fourth is how opaque a pixel is.</summary>
    public static int ColorCount(this Picture picture) => picture.Channels == 4 ? 3 : picture.Channels;

    /// <summary>Grey is repeated; opacity is dropped, or 255; colour becomes luma.</summary>
    public static Picture WithChannels(this Picture picture, int channels)
    {
        if (picture.Channels == channels)
            return picture;
        if (channels == 1)
            return picture.ToGrey();
        Picture result = new(picture.Width, picture.Height, channels);
        ReadOnlySpan<byte> from = picture.Pixels;
        Span<byte> to = result.Pixels;
        for (int i = 0, at = 0; at < to.Length; i += picture.Channels, at += channels)
        {
            for (int c = 0; c < 3; c++)
                to[at + c] = from[picture.Channels == 1 ? i : i + c];
            if (channels == 4)
                to[at + 3] = 255;
        }

        return result;
    }

    /// <summary>Pixels [H, W, C] as planes [C, H, W].</summary>
    public static void ToPlanes(this Picture picture, Span<byte> planes)
    {
        int channels = picture.Channels, count = picture.Width * picture.Height;
        ReadOnlySpan<byte> pixels = picture.Pixels;
        if (channels == 1)
        {
            pixels.CopyTo(planes);
            return;
        }

        for (int c = 0; c < channels; c++)
        {
            Span<byte> plane = planes.Slice(c * count, count);
            for (int i = 0, at = c; i < plane.Length && at < pixels.Length; i++, at += channels)
                plane[i] = pixels[at];
        }
    }

    /// <summary>Planes [C, H, W] as a picture.</summary>
    public static Picture FromPlanes(ReadOnlySpan<byte> planes, int channels, int height, int width)
    {
        Picture picture = new(width, height, channels);
        Span<byte> pixels = picture.Pixels;
        int count = width * height;
        for (int c = 0; c < channels; c++)
        {
            ReadOnlySpan<byte> plane = planes.Slice(c * count, count);
            for (int i = 0, at = c; i < plane.Length && at < pixels.Length; i++, at += channels)
                pixels[at] = plane[i];
        }

        return picture;
    }
}
