namespace Lamina.Imaging;

/// <summary>JPEG: lossy pictures, as cameras and the web have them.</summary>
/// <remarks><b>Source:</b> ITU-T T.81 (ISO/IEC 10918-1), Digital compression and coding of continuous-tone still images; T.871 (JFIF).</remarks>
public static class Jpeg
{
    internal const string DamagedAdvice = "The file is damaged; fetch or export it again.";

    /// <summary>Reads a JPEG file.</summary>
    /// <remarks>
    /// Baseline, extended and progressive files of 8 bits with Huffman codes, any whole subsampling, with or without restarts. Grey files give
    /// one channel, all others three: YCbCr, RGB, and CMYK and YCCK (the four inks laid on white, without a colour profile). The inverse transform is
    /// the accurate integer one, chroma is interpolated (triangle filter): the same pixels as libjpeg gives with its default settings.
    /// Colour profiles and the orientation that Exif may tell are not applied.
    /// </remarks>
    /// <param name="path">The file.</param>
    /// <param name="maxPixels">A larger picture is refused before memory is taken for it.</param>
    /// <exception cref="ImageFormatException">The file is no JPEG, damaged, too large, or of a process that is not read (lossless, arithmetic codes, 12 bits).</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    public static Picture Read(string path, long maxPixels = Pictures.DefaultMaxPixels) =>
        Decode(Pictures.ReadFile(path), path, maxPixels);

    /// <summary>Reads a JPEG file from memory, as <see cref="Read"/> does.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="name">What errors call it.</param>
    /// <param name="maxPixels">A larger picture is refused before memory is taken for it.</param>
    /// <exception cref="ImageFormatException">The bytes are no JPEG, damaged, too large, or of a process that is not read.</exception>
    public static Picture Decode(ReadOnlySpan<byte> bytes, string name = "picture", long maxPixels = Pictures.DefaultMaxPixels) =>
        new JpegReader(bytes, name, maxPixels).Read();

    internal static bool HasSignature(ReadOnlySpan<byte> bytes) => bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]);
}
