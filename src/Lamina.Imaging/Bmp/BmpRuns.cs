namespace Lamina.Imaging;

/// <summary>Pixels that are coded by runs: pairs of a count and a colour (RLE8) or two colours in turn (RLE4), and escapes.</summary>
internal readonly ref struct BmpRuns(BmpHeader header, ReadOnlySpan<byte> file, string name)
{
    // Two bytes make at most 255 pixels, but a skip makes as many as it likes: what a file of some bytes may hold is bounded all the same.
    const int MaxPixelsOfAByte = 1 << 12;

    readonly ReadOnlySpan<byte> _file = file;

    public Picture Read()
    {
        if ((long)header.Width * header.Height > (long)_file.Length * MaxPixelsOfAByte)
            throw Error(header.Pixels, $"{header.Width}×{header.Height} pixels cannot come from a file of {_file.Length} bytes");
        Picture picture = new(header.Width, header.Height, 3);
        for (int i = 0; i < picture.Pixels.Length; i += 3)
            header.Palette.AsSpan(0, 3).CopyTo(picture.Pixels[i..]);
        int x = 0, row = 0;
        for (int at = header.Pixels; row < header.Height;)
        {
            int count = Byte(at), value = Byte(at + 1);
            at += 2;
            if (count > 0)
            {
                for (int i = 0; i < count; i++)
                    Set(picture, x++, row, header.BitsPerPixel == 8 ? value : (i & 1) == 0 ? value >> 4 : value & 15, at);
                continue;
            }

            switch (value)
            {
                case 0:
                    x = 0;
                    row++;
                    break;
                case 1:
                    return picture;
                case 2:
                    x += Byte(at);
                    row += Byte(at + 1);
                    at += 2;
                    break;
                default:
                    for (int i = 0; i < value; i++)
                        Set(picture, x++, row, header.BitsPerPixel == 8 ? Byte(at + i) : (Byte(at + (i / 2)) >> ((i & 1) == 0 ? 4 : 0)) & 15, at);
                    int bytes = header.BitsPerPixel == 8 ? value : (value + 1) / 2;
                    at += bytes + (bytes & 1);
                    break;
            }
        }

        return picture;
    }

    int Byte(int at) => at < _file.Length ? _file[at] : throw Error(at, "the file ends before the picture does");

    void Set(Picture picture, int x, int row, int entry, int at)
    {
        // What runs over the row's end is left out, as other readers do.
        if (x >= header.Width)
            return;
        if (3 * entry >= header.Palette.Length)
            throw Error(at, $"a pixel has colour {entry}, and the palette has {header.Palette.Length / 3}");
        header.Palette.AsSpan(3 * entry, 3).CopyTo(picture.Row(header.TopDown ? row : header.Height - 1 - row)[(3 * x)..]);
    }

    ImageFormatException Error(long offset, string problem) => new(name, Math.Min(offset, _file.Length), problem, Bmp.DamagedAdvice);
}
