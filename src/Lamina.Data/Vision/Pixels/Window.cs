using Lamina.Imaging;

namespace Lamina.Data.Vision;

/// <summary>Parts of pictures, which may reach over the border: cropping and padding are one thing.</summary>
internal static class Window
{
    /// <summary>The pixels from (left, top) on; what lies outside the picture is filled by the mode.</summary>
    public static Picture Cut(Picture picture, int left, int top, int width, int height, PadMode mode = PadMode.Constant, byte fill = 0)
    {
        if (left == 0 && top == 0 && width == picture.Width && height == picture.Height)
            return picture;
        Picture cut = new(width, height, picture.Channels);
        int channels = picture.Channels, end = left + width;

        // Columns from..to lie inside the picture; if none does, the window is all outside.
        int from = Math.Max(left, 0), to = Math.Min(end, picture.Width);
        if (from >= to)
            from = to = end;
        for (int y = 0; y < height; y++)
        {
            int row = Place(top + y, picture.Height, mode);
            Span<byte> target = cut.Row(y);
            if (row < 0)
            {
                target.Fill(fill);
                continue;
            }

            ReadOnlySpan<byte> line = picture.Row(row);
            if (to > from)
                line[(from * channels)..(to * channels)].CopyTo(target[((from - left) * channels)..]);
            Outside(line, target, left, from);
            Outside(line, target, to, end);
        }

        return cut;

        void Outside(ReadOnlySpan<byte> line, Span<byte> target, int first, int last)
        {
            for (int x = first; x < last; x++)
            {
                int column = Place(x, picture.Width, mode);
                Span<byte> pixel = target.Slice((x - left) * channels, channels);
                if (column < 0)
                    pixel.Fill(fill);
                else
                    line.Slice(column * channels, channels).CopyTo(pixel);
            }
        }
    }

    /// <summary>The place inside 0..count that stands for one that may lie outside; −1 where the fill does.</summary>
    public static int Place(int at, int count, PadMode mode)
    {
        if ((uint)at < (uint)count)
            return at;
        switch (mode)
        {
            case PadMode.Replicate:
                return at < 0 ? 0 : count - 1;
            case PadMode.Circular:
                return ((at % count) + count) % count;
            case PadMode.Reflect:
                int period = Math.Max(2 * (count - 1), 1);
                int phase = ((at % period) + period) % period;
                return count == 1 ? 0 : Math.Min(phase, period - phase);
            default:
                return -1;
        }
    }

    /// <summary>The picture mirrored left to right.</summary>
    public static Picture FlipHorizontally(Picture picture)
    {
        Picture flipped = new(picture.Width, picture.Height, picture.Channels);
        int channels = picture.Channels;
        for (int y = 0; y < picture.Height; y++)
        {
            ReadOnlySpan<byte> from = picture.Row(y);
            Span<byte> to = flipped.Row(y);
            if (channels == 1)
            {
                from.CopyTo(to);
                to.Reverse();
                continue;
            }

            for (int i = 0, at = to.Length - channels; at >= 0; i += channels, at -= channels)
            {
                for (int c = 0; c < channels; c++)
                    to[at + c] = from[i + c];
            }
        }

        return flipped;
    }

    /// <summary>The picture mirrored top to bottom.</summary>
    public static Picture FlipVertically(Picture picture)
    {
        Picture flipped = new(picture.Width, picture.Height, picture.Channels);
        for (int y = 0; y < picture.Height; y++)
            picture.Row(y).CopyTo(flipped.Row(picture.Height - 1 - y));
        return flipped;
    }
}
