namespace Lamina.Imaging;

/// <summary>Reads picture files of any known kind.</summary>
public static class Pictures
{
    /// <summary>The largest picture that is read unless the caller allows more: 64 Mi pixels.</summary>
    public const long DefaultMaxPixels = 1L << 26;

    const long MaxFileBytes = 1L << 30;

    /// <summary>Reads a picture; the kind is told by the file's first bytes, not by its name.</summary>
    /// <param name="path">A PNG, JPEG, BMP, PBM, PGM or PPM file.</param>
    /// <param name="maxPixels">A larger picture is refused before memory is taken for it.</param>
    /// <exception cref="ImageFormatException">The file is of no known kind, damaged, or too large.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    public static Picture Read(string path, long maxPixels = DefaultMaxPixels) =>
        Decode(ReadFile(path), path, maxPixels);

    /// <summary>Reads a picture from memory; the kind is told by the first bytes.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="name">What errors call it.</param>
    /// <param name="maxPixels">A larger picture is refused before memory is taken for it.</param>
    /// <exception cref="ImageFormatException">The bytes are of no known kind, damaged, or too large.</exception>
    public static Picture Decode(ReadOnlySpan<byte> bytes, string name = "picture", long maxPixels = DefaultMaxPixels)
    {
        if (Png.HasSignature(bytes))
            return Png.Decode(bytes, name, maxPixels);
        if (Jpeg.HasSignature(bytes))
            return Jpeg.Decode(bytes, name, maxPixels);
        if (Bmp.HasSignature(bytes))
            return Bmp.Decode(bytes, name, maxPixels);
        if (Pnm.HasSignature(bytes))
            return Pnm.Decode(bytes, name, maxPixels);
        string start = bytes.IsEmpty ? "nothing" : Convert.ToHexString(bytes[..Math.Min(8, bytes.Length)]);
        throw new ImageFormatException(
            name, 0, $"the file starts with {start}, which is no known kind of picture",
            "Convert it to PNG or JPEG; BMP, PBM, PGM and PPM (P1 to P6) are read as well.");
    }

    internal static byte[] ReadFile(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        using FileStream stream = File.OpenRead(path);
        if (stream.Length > MaxFileBytes)
        {
            throw new ImageFormatException(
                path, 0, $"the file has {stream.Length} bytes, and picture files of up to {MaxFileBytes} are read",
                "Make the picture smaller.");
        }

        byte[] bytes = new byte[stream.Length];
        int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return length == bytes.Length ? bytes : bytes[..length];
    }

    // A reader of the path sees the old file or the whole new one, never half of it.
    internal static void WriteFile(string path, ReadOnlySpan<byte> bytes)
    {
        ArgumentNullException.ThrowIfNull(path);
        string temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (FileStream stream = new(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                stream.Write(bytes);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
