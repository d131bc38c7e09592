using System.Buffers.Binary;

namespace Lamina.Imaging;

/// <summary>The colours of a PNG palette, and what the file says is transparent.</summary>
internal sealed class PngPalette
{
    readonly byte[] colors = new byte[256 * 4];

    /// <summary>How many colours there are; 0 without a palette.</summary>
    public int Count { get; private set; }

    /// <summary>Whether a tRNS chunk came.</summary>
    public bool HasTransparency { get; private set; }

    /// <summary>The one transparent colour of a grey or RGB picture, in the file's own bit depth.</summary>
    public (int Red, int Green, int Blue) TransparentColor { get; private set; }

    /// <summary>Red, green, blue and alpha of a colour.</summary>
    public ReadOnlySpan<byte> Color(int index) => colors.AsSpan(index * 4, 4);

    public void ReadColors(ReadOnlySpan<byte> data, in PngHeader header, string name, long offset)
    {
        if (Count > 0)
            throw Error(name, offset, "there is a second palette (PLTE)");
        int most = header.Color == PngColor.Palette ? 1 << header.BitDepth : 256;
        if (data.Length % 3 != 0 || data.Length == 0 || data.Length > most * 3)
            throw Error(name, offset, $"a palette (PLTE) has 1 to {most} colours of 3 bytes; got {data.Length} bytes");
        if (header.Color is PngColor.Grey or PngColor.GreyAlpha)
            throw Error(name, offset, "a grey picture has a palette (PLTE)");
        Count = data.Length / 3;
        for (int i = 0; i < Count; i++)
        {
            data.Slice(i * 3, 3).CopyTo(colors.AsSpan(i * 4));
            colors[(i * 4) + 3] = 255;
        }
    }

    public void ReadTransparency(ReadOnlySpan<byte> data, in PngHeader header, string name, long offset)
    {
        if (HasTransparency)
            throw Error(name, offset, "there is a second transparency chunk (tRNS)");
        HasTransparency = true;
        switch (header.Color)
        {
            case PngColor.Palette when Count > 0 && data.Length <= Count:
                for (int i = 0; i < data.Length; i++)
                    colors[(i * 4) + 3] = data[i];
                break;
            case PngColor.Grey when data.Length == 2:
                int grey = BinaryPrimitives.ReadUInt16BigEndian(data);
                TransparentColor = (grey, grey, grey);
                break;
            case PngColor.Rgb when data.Length == 6:
                TransparentColor = (
                    BinaryPrimitives.ReadUInt16BigEndian(data),
                    BinaryPrimitives.ReadUInt16BigEndian(data[2..]),
                    BinaryPrimitives.ReadUInt16BigEndian(data[4..]));
                break;
            default:
                throw Error(name, offset, $"{data.Length} bytes of transparency (tRNS) do not fit colour type {header.Color} with {Count} palette colours");
        }
    }

    static ImageFormatException Error(string name, long offset, string problem) => new(name, offset, problem, Png.DamagedAdvice);
}
