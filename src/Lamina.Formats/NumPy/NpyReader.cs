using System.Buffers.Binary;
using System.Text;

namespace Lamina.Formats;

/// <summary>Reads NumPy's format.</summary>
internal static class NpyReader
{
    const int LongestHeader = 1 << 16;

    /// <param name="stream">Where the file begins.</param>
    /// <param name="name">What errors call it.</param>
    /// <param name="length">Bytes of the file.</param>
    public static Tensor Read(Stream stream, string name, long length)
    {
        byte[] prefix = Take(stream, name, 8, length);
        if (!prefix.AsSpan(0, 6).SequenceEqual((ReadOnlySpan<byte>)[0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y']))
            throw new FileFormatException(name, 0, "it does not begin as NumPy's files do.", "It is another kind of file, or damaged.");
        if (prefix[6] is < 1 or > 3)
            throw new FileFormatException(name, 6, $"it has version {prefix[6]} of the format; 1 to 3 are read.", "Write it again with numpy.save.");
        int lengthBytes = prefix[6] == 1 ? 2 : 4;
        byte[] size = Take(stream, name, lengthBytes, length - 8);
        long headerLength = lengthBytes == 2 ? BinaryPrimitives.ReadUInt16LittleEndian(size) : BinaryPrimitives.ReadUInt32LittleEndian(size);
        if (headerLength > LongestHeader)
            throw new FileFormatException(name, 8, $"the header has {headerLength} bytes; at most {LongestHeader} are read.", "An array of so many fields is no tensor.");
        long left = length - 8 - lengthBytes - headerLength;
        NpyHeader header = NpyHeader.Parse(Encoding.UTF8.GetString(Take(stream, name, (int)headerLength, length)), name);
        Int128 bytes = header.Shape.Aggregate((Int128)header.Element.Bytes, (product, dimension) => product > long.MaxValue ? product : product * dimension);
        if (bytes > left)
            throw new FileFormatException(name, null, $"the shape ({string.Join(", ", header.Shape)}) of {header.Element.Name} takes {bytes} bytes; {left} are there.", "The file is cut short or damaged.");
        if (header.Shape.Length > Shape.MaxRank)
            throw new FileFormatException(name, null, $"it has {header.Shape.Length} axes; Lamina has up to {Shape.MaxRank}.", "Reshape it.");

        // Fortran's order is that of the axes turned round.
        long[] stored = header.IsFortran ? [.. header.Shape.Reverse()] : header.Shape;
        Tensor tensor = header.Element.Read(stream, Shape.Create(stored), name);
        return header.IsFortran ? tensor.Permute([.. Enumerable.Range(0, stored.Length).Reverse()]).Contiguous() : tensor;
    }

    static byte[] Take(Stream stream, string name, int count, long left)
    {
        byte[] bytes = new byte[Math.Min(count, Math.Max(0, left))];
        if (bytes.Length < count || stream.ReadAtLeast(bytes, count, throwOnEndOfStream: false) < count)
            throw new FileFormatException(name, null, "it ends within its header.", "The file is cut short; get or make it again.");
        return bytes;
    }
}
