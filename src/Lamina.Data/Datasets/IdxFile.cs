using System.Buffers.Binary;
using System.IO.Compression;
using System.Numerics;

namespace Lamina.Data;

/// <summary>A file in the idx format of MNIST: a small header with the sizes, then the bytes.</summary>
/// <remarks>
/// Only unsigned bytes (type 08) are read, which is what the published sets hold. A file that is compressed with gzip is known by
/// its first bytes, not by its name.
/// <b>Source:</b> LeCun, Cortes, Burges: The MNIST database of handwritten digits, section on file formats.
/// </remarks>
public sealed class IdxFile
{
    /// <summary>The most values that are read unless the caller allows more: 2³⁰.</summary>
    public const long DefaultMaxValues = 1L << 30;

    const string Advice = "Delete the file and fetch it again.";

    const int UnsignedByte = 8, MaxRank = 8, FirstBlock = 1 << 20;

    IdxFile(string name, int[] shape, ReadOnlyMemory<byte> values)
    {
        Name = name;
        Shape = shape;
        Values = values;
    }

    /// <summary>The file's path, or what stands for it.</summary>
    public string Name { get; }

    /// <summary>The sizes, outermost first: for pictures count, rows, columns; for labels count.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>The values, row-major.</summary>
    public ReadOnlyMemory<byte> Values { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="path">An idx file, plain or compressed with gzip.</param>
    /// <param name="maxValues">A file that promises more values is refused.</param>
    /// <exception cref="DataFormatException">The file is no idx file of bytes, is cut short, too long, or damaged.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    public static IdxFile Read(string path, long maxValues = DefaultMaxValues)
    {
        ArgumentNullException.ThrowIfNull(path);
        using FileStream stream = File.OpenRead(path);
        return Read(stream, path, maxValues);
    }

    /// <summary>Reads a file from a stream that can be rewound, to its end.</summary>
    /// <param name="stream">An idx file, plain or compressed with gzip.</param>
    /// <param name="name">What errors call it.</param>
    /// <param name="maxValues">A file that promises more values is refused.</param>
    /// <exception cref="DataFormatException">The stream is no idx file of bytes, is cut short, too long, or damaged.</exception>
    public static IdxFile Read(Stream stream, string name, long maxValues = DefaultMaxValues)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(name);
        long start = stream.Position;
        Span<byte> magic = stackalloc byte[2];
        bool compressed = stream.ReadAtLeast(magic, 2, throwOnEndOfStream: false) == 2 && magic is [0x1F, 0x8B];
        stream.Position = start;
        if (!compressed)
            return ReadPlain(stream, name, stream.Length - start, maxValues);
        using GZipStream inflated = new(stream, CompressionMode.Decompress, leaveOpen: true);
        try
        {
            IdxFile file = ReadPlain(inflated, name, null, maxValues);
            CheckTrailer(stream, name, 4 + (4L * file.Shape.Count) + file.Values.Length);
            return file;
        }
        catch (InvalidDataException error)
        {
            throw new DataFormatException($"{name}: the gzip data is damaged or cut short. {Advice}", error);
        }
    }

    static IdxFile ReadPlain(Stream stream, string name, long? length, long maxValues)
    {
        int[] shape = ReadShape(stream, name);
        BigInteger count = 1;
        foreach (int size in shape)
            count *= size;
        string shapeText = string.Join("×", shape), promised = shape.Length == 1 ? shapeText : $"{shapeText} = {count}";
        if (count > maxValues || count > Array.MaxLength)
        {
            throw new DataFormatException(
                $"{name}: the header promises {promised} values, more than the limit of {Math.Min(maxValues, Array.MaxLength)}. " +
                "The header is damaged, or this is not a file for this reader.");
        }

        long headerLength = 4 + (4L * shape.Length);
        if (length is { } known && known - headerLength != count)
        {
            throw new DataFormatException(
                $"{name}: the header promises {promised} values, and {known - headerLength} bytes follow it. {Advice}");
        }

        byte[] values = ReadValues(stream, (int)count, out int read);
        if (read < values.Length || read < (int)count)
        {
            throw new DataFormatException($"{name}: the header promises {promised} values, and the data ends after {read}. {Advice}");
        }

        if (stream.ReadByte() >= 0)
            throw new DataFormatException($"{name}: more data follows the {count} values that the header promises ({shapeText}). {Advice}");
        return new IdxFile(name, shape, values);
    }

    // The decoder checks the sum in a gzip trailer but takes no offence if the trailer is missing.
    static void CheckTrailer(Stream stream, string name, long length)
    {
        Span<byte> trailer = stackalloc byte[4];
        stream.Seek(-trailer.Length, SeekOrigin.End);
        stream.ReadExactly(trailer);
        if (BinaryPrimitives.ReadUInt32LittleEndian(trailer) != (uint)length)
            throw new DataFormatException($"{name}: the gzip file does not end with the length of its content, {length}; it is cut short or something follows it. {Advice}");
    }

    static int[] ReadShape(Stream stream, string name)
    {
        Span<byte> word = stackalloc byte[4];
        if (stream.ReadAtLeast(word, 4, throwOnEndOfStream: false) < 4)
            throw new DataFormatException($"{name}: the file is shorter than the four bytes every idx file starts with. {Advice}");
        int rank = word[3];
        if (word[0] != 0 || word[1] != 0 || rank is 0 or > MaxRank)
        {
            throw new DataFormatException(
                $"{name}: the file starts with {Convert.ToHexString(word)}, which is no idx file (0000, type, 1 to {MaxRank} dimensions). " +
                "Give an idx file, plain or compressed with gzip.");
        }

        if (word[2] != UnsignedByte)
        {
            throw new DataFormatException(
                $"{name}: the values are of idx type {word[2]:X2}; only unsigned bytes (08) are read. Convert the file to bytes.");
        }

        int[] shape = new int[rank];
        for (int i = 0; i < rank; i++)
        {
            if (stream.ReadAtLeast(word, 4, throwOnEndOfStream: false) < 4)
                throw new DataFormatException($"{name}: the header ends within the {rank} sizes it promises. {Advice}");
            uint size = BinaryPrimitives.ReadUInt32BigEndian(word);
            if (size > int.MaxValue)
                throw new DataFormatException($"{name}: size {i} is {size}; the header is damaged. {Advice}");
            shape[i] = (int)size;
        }

        return shape;
    }

    // What a compressed file really holds shows only on the way: memory grows with what has come, not with what was promised.
    static byte[] ReadValues(Stream stream, int count, out int read)
    {
        byte[] values = new byte[Math.Min(count, FirstBlock)];
        read = 0;
        while (true)
        {
            read += stream.ReadAtLeast(values.AsSpan(read), values.Length - read, throwOnEndOfStream: false);
            if (read < values.Length || values.Length == count)
                return values;
            Array.Resize(ref values, (int)Math.Min(count, 4L * values.Length));
        }
    }
}
