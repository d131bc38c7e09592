namespace Lamina.Imaging;

/// <summary>Netpbm: the plain PBM, PGM and PPM files (P1 to P6).</summary>
/// <remarks><b>Source:</b> the Netpbm manual pages pbm(5), pgm(5) and ppm(5).</remarks>
public static class Pnm
{
    /// <summary>Reads a PBM, PGM or PPM file.</summary>
    /// <remarks>
    /// PBM and PGM give one channel, PPM three. Black of a PBM is 0, white 255. Samples of any largest value up to 65,535 are
    /// scaled to 0 … 255 and rounded. Of a file with several pictures the first is read.
    /// </remarks>
    /// <param name="path">The file.</param>
    /// <param name="maxPixels">A larger picture is refused before memory is taken for it.</param>
    /// <exception cref="ImageFormatException">The file is no PNM, damaged, or too large.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    public static Picture Read(string path, long maxPixels = Pictures.DefaultMaxPixels) =>
        Decode(Pictures.ReadFile(path), path, maxPixels);

    /// <summary>Reads a PBM, PGM or PPM file from memory, as <see cref="Read"/> does.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="name">What errors call it.</param>
    /// <param name="maxPixels">A larger picture is refused before memory is taken for it.</param>
    /// <exception cref="ImageFormatException">The bytes are no PNM, damaged, or too large.</exception>
    public static Picture Decode(ReadOnlySpan<byte> bytes, string name = "picture", long maxPixels = Pictures.DefaultMaxPixels) =>
        new PnmReader(bytes, name).Read(maxPixels);

    /// <summary>Writes a picture: P5 if it is grey, P6 if it is coloured.</summary>
    /// <param name="picture">One or three channels.</param>
    /// <param name="path">Where to; an existing file is replaced at once when the new one is complete.</param>
    /// <exception cref="ArgumentException">The picture has an alpha channel.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(Picture picture, string path)
    {
        ArgumentNullException.ThrowIfNull(picture);
        Write(picture, path, picture.Channels == 1 ? PnmFormat.P5 : PnmFormat.P6);
    }

    /// <summary>Writes a picture in a given format.</summary>
    /// <param name="picture">One channel for P1, P2, P4 and P5, three for P3 and P6.</param>
    /// <param name="path">Where to; an existing file is replaced at once when the new one is complete.</param>
    /// <param name="format">The format. In black and white (P1, P4), samples below 128 become black.</param>
    /// <exception cref="ArgumentException">The channels do not fit the format.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(Picture picture, string path, PnmFormat format) =>
        Pictures.WriteFile(path, Encode(picture, format));

    /// <summary>A picture as the bytes of a file in a given format.</summary>
    /// <param name="picture">One channel for P1, P2, P4 and P5, three for P3 and P6.</param>
    /// <param name="format">The format. In black and white (P1, P4), samples below 128 become black.</param>
    /// <exception cref="ArgumentException">The channels do not fit the format.</exception>
    public static byte[] Encode(Picture picture, PnmFormat format)
    {
        ArgumentNullException.ThrowIfNull(picture);
        if (format is < PnmFormat.P1 or > PnmFormat.P6)
            throw new ArgumentOutOfRangeException(nameof(format), format, "The format is P1 to P6.");
        int channels = format is PnmFormat.P3 or PnmFormat.P6 ? 3 : 1;
        if (picture.Channels != channels)
        {
            throw new ArgumentException(
                $"{format} holds {channels} channels; the picture has {picture.Channels}. " +
                "Use P5 for grey and P6 for colours, write PNG to keep an alpha channel, or call ToGrey first.", nameof(picture));
        }

        return PnmWriter.Encode(picture, format);
    }

    internal static bool HasSignature(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= 2 && bytes[0] == 'P' && bytes[1] is >= (byte)'1' and <= (byte)'6';
}
