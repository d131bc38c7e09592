using System.Buffers.Binary;
using System.IO.Compression;

namespace Lamina.Formats;

/// <summary>What a file holds, whether it is packed by gzip or not: that is told by its first bytes, never by its name.</summary>
internal static class GzipContent
{
    // As for zip archives: what unpacks to more is made to exhaust memory.
    const long UncheckedBytes = 64 << 20, HighestRatio = 100;

    const string Damaged = "The file is damaged or cut short; get or make it again.";

    /// <summary>The most bytes that are unpacked of a file.</summary>
    public static long Budget(long packedBytes) => UncheckedBytes + (HighestRatio * packedBytes);

    /// <summary>A stream of the content. Errors of the packing are <see cref="InvalidDataException"/>.</summary>
    /// <param name="stream">The file from its start; can be rewound.</param>
    public static Stream Open(Stream stream) => IsPacked(stream) ? new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true) : stream;

    /// <summary>All of a file's content.</summary>
    /// <exception cref="FileFormatException">The packed data are damaged or cut short, or hold more than <see cref="Budget"/>.</exception>
    public static byte[] ReadAll(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return ReadAll(stream, path);
    }

    /// <inheritdoc cref="ReadAll(string)"/>
    public static byte[] ReadAll(Stream stream, string name)
    {
        bool packed = IsPacked(stream);
        using Stream content = Open(stream);
        MemoryStream all = new();
        try
        {
            CopyTo(content, all, Budget(stream.Length), name);
        }
        catch (InvalidDataException error)
        {
            throw new FileFormatException(name, null, $"its gzip data cannot be unpacked: {error.Message}", Damaged, error);
        }

        // The decoder takes no offence if the trailer is missing.
        if (packed && Trailer(stream) != (uint)all.Length)
            throw new FileFormatException(name, null, $"it does not end with the length of its content, {all.Length}.", Damaged);
        return all.ToArray();
    }

    static void CopyTo(Stream content, MemoryStream all, long most, string name)
    {
        byte[] buffer = new byte[1 << 16];
        int count;
        while ((count = content.Read(buffer)) > 0)
        {
            all.Write(buffer, 0, count);
            if (all.Length > Math.Min(most, Array.MaxLength - buffer.Length))
                throw new FileFormatException(name, null, $"it unpacks to more than {most >> 20} MiB.", "It is made to exhaust memory, or should be unpacked by hand first.");
        }
    }

    static uint Trailer(Stream stream)
    {
        Span<byte> trailer = stackalloc byte[4];
        stream.Seek(-trailer.Length, SeekOrigin.End);
        stream.ReadExactly(trailer);
        return BinaryPrimitives.ReadUInt32LittleEndian(trailer);
    }

    // Ten bytes of header and eight behind the data: less is nothing packed.
    static bool IsPacked(Stream stream)
    {
        Span<byte> magic = stackalloc byte[2];
        long start = stream.Position;
        bool packed = stream.Length - start >= 18 && stream.ReadAtLeast(magic, 2, throwOnEndOfStream: false) == 2 && magic is [0x1F, 0x8B];
        stream.Position = start;
        return packed;
    }
}
