using System.Buffers.Binary;
using System.Numerics;

namespace Lamina.Imaging;

/// <summary>Rows of pixels that are not compressed.</summary>
internal static class BmpRows
{
    public static Picture Read(BmpHeader header, ReadOnlySpan<byte> file, string name)
    {
        long rowBytes = header.RowBytes;
        if (rowBytes * header.Height > file.Length - header.Pixels)
        {
            throw new ImageFormatException(
                name, header.Pixels, $"{header.Width}×{header.Height} pixels need {rowBytes * header.Height} bytes, and {file.Length - header.Pixels} are left", Bmp.DamagedAdvice);
        }

        Picture picture = new(header.Width, header.Height, header.Masks[3] != 0 && header.BitsPerPixel is 16 or 32 ? 4 : 3);
        for (int y = 0; y < header.Height; y++)
        {
            ReadOnlySpan<byte> from = file.Slice(header.Pixels + (int)(y * rowBytes), (int)rowBytes);
            Span<byte> to = picture.Row(header.TopDown ? y : header.Height - 1 - y);
            switch (header.BitsPerPixel)
            {
                case 24:
                    Turn(from, to);
                    break;
                case 16 or 32:
                    Unmask(from, to, header);
                    break;
                default:
                    if (!LookUp(from, to, header))
                        throw new ImageFormatException(name, header.Pixels + (y * rowBytes), $"a pixel has a colour beyond the palette's {header.Palette.Length / 3}", Bmp.DamagedAdvice);
                    break;
            }
        }

        return picture;
    }

    static void Turn(ReadOnlySpan<byte> from, Span<byte> to)
    {
        for (int i = 0; i < to.Length; i += 3)
            (to[i], to[i + 1], to[i + 2]) = (from[i + 2], from[i + 1], from[i]);
    }

    static void Unmask(ReadOnlySpan<byte> from, Span<byte> to, BmpHeader header)
    {
        int channels = to.Length / header.Width, width = header.BitsPerPixel / 8;
        for (int x = 0; x < header.Width; x++)
        {
            uint pixel = width == 2 ? BinaryPrimitives.ReadUInt16LittleEndian(from[(2 * x)..]) : BinaryPrimitives.ReadUInt32LittleEndian(from[(4 * x)..]);
            for (int channel = 0; channel < channels; channel++)
                to[(x * channels) + channel] = Sample(pixel, header.Masks[channel]);
        }
    }

    // Scaled so that all bits set are 255.
    static byte Sample(uint pixel, uint mask)
    {
        if (mask == 0)
            return 0;
        int shift = BitOperations.TrailingZeroCount(mask);
        ulong largest = mask >> shift, value = (pixel & mask) >> shift;
        return (byte)(value * 255 / largest);
    }

    static bool LookUp(ReadOnlySpan<byte> from, Span<byte> to, BmpHeader header)
    {
        int bits = header.BitsPerPixel;
        for (int x = 0; x < header.Width; x++)
        {
            int place = x * bits, entry = (from[place / 8] >> (8 - bits - (place % 8))) & ((1 << bits) - 1);
            if (3 * entry >= header.Palette.Length)
                return false;
            header.Palette.AsSpan(3 * entry, 3).CopyTo(to[(3 * x)..]);
        }

        return true;
    }
}
