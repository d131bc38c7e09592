using System.IO.Compression;

namespace Lamina.Imaging;

/// <summary>Inflates the rows of a PNG picture one by one, undoes their filters and spreads their samples over the picture.</summary>
internal sealed class PngRows(PngHeader header, PngPalette palette, string name, long offset)
{
    public void Fill(Picture picture, Stream compressed)
    {
        using ZLibStream stream = new(compressed, CompressionMode.Decompress);
        int longest = checked((int)header.RowBytes(header.Width));
        byte[] row = new byte[longest], above = new byte[longest];
        foreach (PngPass pass in PngPass.Of(header))
        {
            int length = (int)header.RowBytes(pass.Width);
            above.AsSpan().Clear();
            for (int y = 0; y < pass.Height; y++)
            {
                Span<byte> current = row.AsSpan(0, length);
                int filter = ReadRow(stream, current, pass.StartY + (y * pass.StepY));
                PngFilter.Undo(filter, current, above, header.FilterStep);
                Spread(current, picture, pass, pass.StartY + (y * pass.StepY));
                (row, above) = (above, row);
            }
        }

        // One read beyond the last row makes the stream check its own checksum.
        Inflate(stream, row.AsSpan(0, 1), header.Height);
    }

    int ReadRow(ZLibStream stream, Span<byte> row, int y)
    {
        Span<byte> filter = [0];
        if (Inflate(stream, filter, y) != 1 || Inflate(stream, row, y) != row.Length)
            throw new ImageFormatException(name, offset, $"the compressed data ends in row {y} of {header.Height}", Png.DamagedAdvice);
        if (filter[0] > PngFilter.Paeth)
            throw new ImageFormatException(name, offset, $"row {y} names filter {filter[0]}; 0 to 4 exist", Png.DamagedAdvice);
        return filter[0];
    }

    int Inflate(ZLibStream stream, Span<byte> bytes, int y)
    {
        try
        {
            return stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        }
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            // The second kind comes of data that ask for a dictionary of their own, which PNG does not have.
            throw new ImageFormatException(name, offset, $"the compressed data is damaged near row {y} of {header.Height}", Png.DamagedAdvice, error);
        }
    }

    void Spread(ReadOnlySpan<byte> row, Picture picture, in PngPass pass, int y)
    {
        Span<byte> target = picture.Row(y);
        int channels = picture.Channels;
        if (header.BitDepth == 8 && !header.Interlaced && !palette.HasTransparency && header.Samples == channels
            && header.Color != PngColor.Palette)
        {
            row.CopyTo(target);
            return;
        }

        for (int i = 0; i < pass.Width; i++)
        {
            Span<byte> pixel = target.Slice((pass.StartX + (i * pass.StepX)) * channels, channels);
            if (header.Color == PngColor.Palette)
                PutPalette(Sample(row, i), pixel, y);
            else
                PutSamples(row, i * header.Samples, pixel);
        }
    }

    void PutPalette(int index, Span<byte> pixel, int y)
    {
        if (index >= palette.Count)
        {
            throw new ImageFormatException(
                name, offset, $"a pixel of row {y} has palette colour {index}, and there are {palette.Count}", Png.DamagedAdvice);
        }

        palette.Color(index)[..pixel.Length].CopyTo(pixel);
    }

    void PutSamples(ReadOnlySpan<byte> row, int first, Span<byte> pixel)
    {
        bool colored = header.Color is PngColor.Rgb or PngColor.Rgba;
        int red = Sample(row, first);
        int green = colored ? Sample(row, first + 1) : red, blue = colored ? Sample(row, first + 2) : red;
        pixel[0] = To8Bits(red);
        if (pixel.Length == 1)
            return;
        pixel[1] = To8Bits(green);
        pixel[2] = To8Bits(blue);
        if (pixel.Length == 3)
            return;
        pixel[3] = header.Color switch
        {
            PngColor.GreyAlpha => To8Bits(Sample(row, first + 1)),
            PngColor.Rgba => To8Bits(Sample(row, first + 3)),
            _ => (red, green, blue) == palette.TransparentColor ? (byte)0 : (byte)255,
        };
    }

    int Sample(ReadOnlySpan<byte> row, int index)
    {
        int depth = header.BitDepth;
        if (depth == 8)
            return row[index];
        if (depth == 16)
            return (row[index * 2] << 8) | row[(index * 2) + 1];
        int bit = index * depth;
        return (row[bit >> 3] >> (8 - depth - (bit & 7))) & ((1 << depth) - 1);
    }

    byte To8Bits(int sample)
    {
        int most = (1 << header.BitDepth) - 1;
        return header.BitDepth == 8 ? (byte)sample : (byte)(((sample * 255) + (most / 2)) / most);
    }
}
