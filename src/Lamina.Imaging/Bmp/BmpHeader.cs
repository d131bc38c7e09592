using System.Buffers.Binary;

namespace Lamina.Imaging;

/// <summary>The headers and the palette of a BMP file, checked.</summary>
internal sealed class BmpHeader
{
    const int FileHeader = 14, CoreHeader = 12, InfoHeader = 40;

    public required int Width { get; init; }

    public required int Height { get; init; }

    public required bool TopDown { get; init; }

    public required int BitsPerPixel { get; init; }

    /// <summary>Whether the pixels are coded by runs of 8 or 4 bits.</summary>
    public required bool RunLength { get; init; }

    /// <summary>Where the pixels begin.</summary>
    public required int Pixels { get; init; }

    /// <summary>Red, green and blue of each entry.</summary>
    public required byte[] Palette { get; init; }

    /// <summary>Which bits of a pixel of 16 or 32 bits are red, green, blue and alpha.</summary>
    public required uint[] Masks { get; init; }

    /// <summary>Bytes of a row: whole words of four.</summary>
    public long RowBytes => (((long)Width * BitsPerPixel) + 31) / 32 * 4;

    public static BmpHeader Read(ReadOnlySpan<byte> file, string name, long maxPixels)
    {
        if (!Bmp.HasSignature(file))
            throw new ImageFormatException(name, 0, "the file does not start with BM", "Give a BMP file, or read other kinds with Pictures.Read.");
        int length = file.Length;
        int size = length >= FileHeader + 4 ? BinaryPrimitives.ReadInt32LittleEndian(file[FileHeader..]) : 0;
        if (size != CoreHeader && (size < InfoHeader || size > 1024))
            throw Error($"the header has {size} bytes; {CoreHeader}, {InfoHeader} and more are known");
        if (file.Length < FileHeader + size)
            throw Error($"the header has {size} bytes, and {file.Length - FileHeader} are left");
        ReadOnlySpan<byte> info = file.Slice(FileHeader, size);
        bool core = size == CoreHeader;
        int width = core ? BinaryPrimitives.ReadUInt16LittleEndian(info[4..]) : BinaryPrimitives.ReadInt32LittleEndian(info[4..]);
        int height = core ? BinaryPrimitives.ReadUInt16LittleEndian(info[6..]) : BinaryPrimitives.ReadInt32LittleEndian(info[8..]);
        int bits = BinaryPrimitives.ReadUInt16LittleEndian(info[(core ? 10 : 14)..]);
        uint compression = core ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(info[16..]);
        if (width <= 0 || height is 0 or int.MinValue)
            throw Error($"the picture would be {width}×{height} pixels");
        if ((long)width * Math.Abs(height) > maxPixels)
            throw new ImageFormatException(name, FileHeader, $"the picture has {width}×{Math.Abs(height)} pixels, more than the limit of {maxPixels}", "Make it smaller, or raise maxPixels if the file is trusted.");
        bool known = (compression, bits) is (0, 1 or 2 or 4 or 8 or 16 or 24 or 32) or (1, 8) or (2, 4) or (3 or 6, 16 or 32);
        if (!known)
            throw Error($"{bits} bits a pixel in compression {compression} are not read");

        int at = FileHeader + size;
        uint[] masks = bits == 16 ? [0x7C00, 0x3E0, 0x1F, 0] : [0xFF0000, 0xFF00, 0xFF, 0];
        if (compression is 3 or 6)
        {
            // A plain header has the masks behind it, a longer one within.
            int count = size >= 56 || compression == 6 ? 4 : 3;
            if (file.Length < FileHeader + InfoHeader + (4 * count))
                throw Error("the masks of the colours are cut off");
            for (int i = 0; i < count; i++)
                masks[i] = BinaryPrimitives.ReadUInt32LittleEndian(file[(FileHeader + InfoHeader + (4 * i))..]);
            at = Math.Max(at, FileHeader + InfoHeader + (4 * count));
        }

        byte[] palette = [];
        if (bits <= 8)
        {
            int entry = core ? 3 : 4;
            uint used = core ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(info[32..]);
            int count = used == 0 || used > 1u << bits ? 1 << bits : (int)used;
            if (count * entry > file.Length - at)
                throw Error($"the palette of {count} colours is cut off");
            palette = new byte[3 * count];
            for (int i = 0; i < count; i++)
                (palette[3 * i], palette[(3 * i) + 1], palette[(3 * i) + 2]) = (file[at + (entry * i) + 2], file[at + (entry * i) + 1], file[at + (entry * i)]);
        }

        int pixels = BinaryPrimitives.ReadInt32LittleEndian(file[10..]);
        if (pixels < FileHeader + size || pixels > file.Length)
            throw Error($"the pixels would begin at byte {pixels}");
        return new BmpHeader
        {
            Width = width,
            Height = Math.Abs(height),
            TopDown = height < 0,
            BitsPerPixel = bits,
            RunLength = compression is 1 or 2,
            Pixels = pixels,
            Palette = palette,
            Masks = masks,
        };

        ImageFormatException Error(string problem) => new(name, Math.Min(FileHeader, length), problem, Bmp.DamagedAdvice);
    }
}
