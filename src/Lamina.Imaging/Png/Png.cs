namespace Lamina.Imaging;

/// <summary>Portable Network Graphics: lossless pictures.</summary>
/// <remarks><b>Source:</b> W3C, Portable Network Graphics (PNG) Specification, third edition.</remarks>
public static class Png
{
    internal const string DamagedAdvice = "The file is damaged; fetch or export it again.";

    internal static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Reads a PNG file.</summary>
    /// <remarks>
    /// All colour types and bit depths, interlaced or not. Grey stays one channel; RGB and palettes give three; whatever has
    /// transparency (an alpha channel or a tRNS chunk) gives four. 1, 2 and 4 bits are scaled to 0 … 255, 16 bits are rounded to 8.
    /// Every checksum is checked. Gamma and colour profiles are not applied; of an animation the still picture is read.
    /// </remarks>
    /// <param name="path">The file.</param>
    /// <param name="maxPixels">A larger picture is refused before memory is taken for it.</param>
    /// <exception cref="ImageFormatException">The file is no PNG, damaged, or too large.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    public static Picture Read(string path, long maxPixels = Pictures.DefaultMaxPixels) =>
        Decode(Pictures.ReadFile(path), path, maxPixels);

    /// <summary>Reads a PNG file from memory, as <see cref="Read"/> does.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="name">What errors call it.</param>
    /// <param name="maxPixels">A larger picture is refused before memory is taken for it.</param>
    /// <exception cref="ImageFormatException">The bytes are no PNG, damaged, or too large.</exception>
    public static Picture Decode(ReadOnlySpan<byte> bytes, string name = "picture", long maxPixels = Pictures.DefaultMaxPixels) =>
        PngReader.Read(bytes, name, maxPixels);

    /// <summary>Writes a picture as PNG: grey, RGB or RGBA by its channels, 8 bits, not interlaced.</summary>
    /// <param name="picture">What to write.</param>
    /// <param name="path">Where to; an existing file is replaced at once when the new one is complete.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(Picture picture, string path) => Pictures.WriteFile(path, Encode(picture));

    /// <summary>A picture as the bytes of a PNG file, as <see cref="Write"/> writes it.</summary>
    /// <param name="picture">What to write.</param>
    public static byte[] Encode(Picture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        return PngWriter.Encode(picture);
    }

    internal static bool HasSignature(ReadOnlySpan<byte> bytes) => bytes.StartsWith(Signature);
}
