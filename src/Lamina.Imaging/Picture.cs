namespace Lamina.Imaging;

/// <summary>
/// A picture of 8-bit samples: height × width × channels bytes, row-major, the channels of a pixel side by side.
/// </summary>
public sealed class Picture
{
    readonly byte[] pixels;

    /// <summary>A black (and, with four channels, transparent) picture.</summary>
    /// <param name="width">Columns, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="channels">1 (grey), 3 (red, green, blue) or 4 (red, green, blue, alpha).</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive or too large, or the channels are not 1, 3 or 4.</exception>
    public Picture(int width, int height, int channels)
        : this(width, height, channels, new byte[CheckedLength(width, height, channels)])
    {
    }

    /// <summary>A picture over bytes that exist already; they are not copied.</summary>
    /// <param name="width">Columns, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="channels">1 (grey), 3 (red, green, blue) or 4 (red, green, blue, alpha).</param>
    /// <param name="pixels">Height × width × channels bytes, row-major.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive or too large, or the channels are not 1, 3 or 4.</exception>
    /// <exception cref="ArgumentException">The bytes are more or fewer than the sizes ask for.</exception>
    public Picture(int width, int height, int channels, byte[] pixels)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        int length = CheckedLength(width, height, channels);
        if (pixels.Length != length)
        {
            throw new ArgumentException(
                $"A {width}×{height} picture of {channels} channels needs {length} bytes; got {pixels.Length}.", nameof(pixels));
        }

        Width = width;
        Height = height;
        Channels = channels;
        this.pixels = pixels;
    }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>1 (grey), 3 (red, green, blue) or 4 (red, green, blue, alpha, not premultiplied).</summary>
    public int Channels { get; }

    /// <summary>All samples, height × width × channels, row-major. Writing to them changes the picture.</summary>
    public Span<byte> Pixels => pixels;

    /// <summary>One sample.</summary>
    /// <param name="x">Column, from 0 at the left.</param>
    /// <param name="y">Row, from 0 at the top.</param>
    /// <param name="channel">Channel, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    public byte this[int x, int y, int channel = 0]
    {
        get => pixels[IndexOf(x, y, channel)];
        set => pixels[IndexOf(x, y, channel)] = value;
    }

    /// <summary>One row, width × channels bytes.</summary>
    /// <param name="y">Row, from 0 at the top.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public Span<byte> Row(int y)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(y);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(y, Height);
        return pixels.AsSpan(y * Width * Channels, Width * Channels);
    }

    /// <summary>The picture in one channel.</summary>
    /// <remarks>
    /// Luma 0.299 R + 0.587 G + 0.114 B (ITU-R BT.601), rounded; the weights have 16 bits. Alpha lays the picture over black. A grey picture returns itself.
    /// </remarks>
    public Picture ToGrey()
    {
        if (Channels == 1)
            return this;
        byte[] grey = new byte[Width * Height];
        for (int i = 0, at = 0; i < grey.Length; i++, at += Channels)
        {
            int luma = ((19595 * pixels[at]) + (38470 * pixels[at + 1]) + (7471 * pixels[at + 2]) + 32768) >> 16;
            grey[i] = (byte)(Channels == 4 ? ((luma * pixels[at + 3]) + 127) / 255 : luma);
        }

        return new Picture(Width, Height, 1, grey);
    }

    int IndexOf(int x, int y, int channel)
    {
        if ((uint)x >= (uint)Width || (uint)y >= (uint)Height || (uint)channel >= (uint)Channels)
        {
            throw new ArgumentOutOfRangeException(
                nameof(x), $"({x}, {y}, {channel}) lies outside a {Width}×{Height} picture of {Channels} channels.");
        }

        return (((y * Width) + x) * Channels) + channel;
    }

    static int CheckedLength(int width, int height, int channels)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        if (channels is not (1 or 3 or 4))
            throw new ArgumentOutOfRangeException(nameof(channels), channels, "A picture has 1, 3 or 4 channels.");
        if ((long)width * height > Array.MaxLength / channels)
            throw new ArgumentOutOfRangeException(nameof(height), $"{width}×{height}×{channels} bytes do not fit one picture.");
        return width * height * channels;
    }
}
