using System.Buffers.Binary;

namespace Lamina.Imaging;

/// <summary>The IHDR chunk of a PNG file, checked.</summary>
internal readonly record struct PngHeader(int Width, int Height, int BitDepth, PngColor Color, bool Interlaced)
{
    public const int Length = 13;

    /// <summary>Samples of a pixel in the file.</summary>
    public int Samples => Color switch
    {
        PngColor.Rgb => 3,
        PngColor.GreyAlpha => 2,
        PngColor.Rgba => 4,
        _ => 1,
    };

    public int BitsPerPixel => Samples * BitDepth;

    /// <summary>How far back the filters look: the bytes of a pixel, at least one.</summary>
    public int FilterStep => Math.Max(1, BitsPerPixel / 8);

    public long RowBytes(int pixels) => (((long)pixels * BitsPerPixel) + 7) / 8;

    public static PngHeader Read(ReadOnlySpan<byte> data, string name, long offset, long maxPixels)
    {
        if (data.Length != Length)
            throw Error($"the header (IHDR) has {data.Length} bytes instead of {Length}");
        uint width = BinaryPrimitives.ReadUInt32BigEndian(data), height = BinaryPrimitives.ReadUInt32BigEndian(data[4..]);
        int depth = data[8];
        PngColor color = (PngColor)data[9];
        if (width is 0 or > int.MaxValue || height is 0 or > int.MaxValue)
            throw Error($"the picture would be {width}×{height} pixels");
        if ((long)width * height > maxPixels)
        {
            throw new ImageFormatException(
                name, offset, $"the picture has {width}×{height} pixels, more than the limit of {maxPixels}",
                "Make it smaller, or raise maxPixels if the file is trusted.");
        }

        bool depthFits = color switch
        {
            PngColor.Grey => depth is 1 or 2 or 4 or 8 or 16,
            PngColor.Palette => depth is 1 or 2 or 4 or 8,
            PngColor.Rgb or PngColor.GreyAlpha or PngColor.Rgba => depth is 8 or 16,
            _ => throw Error($"colour type {data[9]} does not exist (0, 2, 3, 4 and 6 do)"),
        };
        if (!depthFits)
            throw Error($"colour type {data[9]} ({color}) cannot have {depth} bits a sample");
        if (data[10] != 0 || data[11] != 0)
            throw Error($"compression method {data[10]} and filter method {data[11]} are unknown (0 and 0 are the only ones)");
        if (data[12] > 1)
            throw Error($"interlace method {data[12]} is unknown (0 and 1 are known)");
        return new PngHeader((int)width, (int)height, depth, color, data[12] == 1);

        ImageFormatException Error(string problem) => new(name, offset, problem, Png.DamagedAdvice);
    }
}
