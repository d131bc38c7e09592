namespace Lamina.Imaging;

/// <summary>Windows bitmaps.</summary>
/// <remarks><b>Source:</b> Microsoft, Bitmap Storage: BITMAPCOREHEADER, BITMAPINFOHEADER, BITMAPV4HEADER, BITMAPV5HEADER.</remarks>
public static class Bmp
{
    internal const string DamagedAdvice = "The file is damaged; fetch or export it again.";

    /// <summary>Reads a BMP file.</summary>
    /// <remarks>
    /// 1, 2, 4 and 8 bits with a palette (8 and 4 bits also run-length coded), 16, 24 and 32 bits with any masks, bottom-up and top-down. Three channels;
    /// four where the header gives alpha a mask. Colour profiles are not applied. Pixels that a run-length code skips have the palette's first colour.
    /// </remarks>
    /// <param name="path">The file.</param>
    /// <param name="maxPixels">A larger picture is refused before memory is taken for it.</param>
    /// <exception cref="ImageFormatException">The file is no BMP, damaged, or too large.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    public static Picture Read(string path, long maxPixels = Pictures.DefaultMaxPixels) =>
        Decode(Pictures.ReadFile(path), path, maxPixels);

    /// <summary>Reads a BMP file from memory, as <see cref="Read"/> does.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="name">What errors call it.</param>
    /// <param name="maxPixels">A larger picture is refused before memory is taken for it.</param>
    /// <exception cref="ImageFormatException">The bytes are no BMP, damaged, or too large.</exception>
    public static Picture Decode(ReadOnlySpan<byte> bytes, string name = "picture", long maxPixels = Pictures.DefaultMaxPixels)
    {
        BmpHeader header = BmpHeader.Read(bytes, name, maxPixels);
        return header.RunLength ? new BmpRuns(header, bytes, name).Read() : BmpRows.Read(header, bytes, name);
    }

    internal static bool HasSignature(ReadOnlySpan<byte> bytes) => bytes.StartsWith("BM"u8);
}
