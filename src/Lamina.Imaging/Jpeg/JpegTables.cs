using System.Buffers.Binary;

namespace Lamina.Imaging;

/// <summary>The quantization and Huffman tables that are in force.</summary>
internal sealed class JpegTables
{
    /// <summary>Quantization tables in natural order.</summary>
    public int[]?[] Quantization { get; } = new int[4][];

    public JpegHuffman?[] Direct { get; } = new JpegHuffman[4];

    public JpegHuffman?[] Alternating { get; } = new JpegHuffman[4];

    /// <summary>Units between two restarts; 0 for none.</summary>
    public int RestartInterval { get; set; }

    /// <summary>Where the coefficient of a place in zigzag order stands in natural order, row by row.</summary>
    public static ReadOnlySpan<byte> Natural =>
    [
        0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5,
        12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28,
        35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51,
        58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
    ];

    public void ReadQuantization(ReadOnlySpan<byte> content, Func<string, Exception> error)
    {
        while (!content.IsEmpty)
        {
            int width = (content[0] >> 4) + 1, number = content[0] & 15, length = 1 + (64 * width);
            if (width > 2 || number > 3 || content.Length < length)
                throw error($"quantization table {number} of {8 * width} bits has {content.Length - 1} bytes left");
            int[] table = new int[64];
            for (int i = 0; i < 64; i++)
                table[Natural[i]] = width == 1 ? content[1 + i] : BinaryPrimitives.ReadUInt16BigEndian(content[(1 + (2 * i))..]);
            Quantization[number] = table;
            content = content[length..];
        }
    }

    public void ReadHuffman(ReadOnlySpan<byte> content, Func<string, Exception> error)
    {
        while (!content.IsEmpty)
        {
            int kind = content[0] >> 4, number = content[0] & 15, count = 0;
            if (kind > 1 || number > 3 || content.Length < 17)
                throw error($"Huffman table {number} of kind {kind} has {content.Length - 1} bytes left");
            foreach (byte codes in content.Slice(1, 16))
                count += codes;
            if (count > 256 || content.Length < 17 + count)
                throw error($"Huffman table {number} has {count} symbols in {content.Length - 17} bytes");
            ReadOnlySpan<byte> symbols = content.Slice(17, count);
            if (kind == 0 && symbols.ContainsAnyExceptInRange((byte)0, (byte)15))
                throw error($"Huffman table {number} (DC) has a symbol above 15");
            (kind == 0 ? Direct : Alternating)[number] = JpegHuffman.Build(content.Slice(1, 16), symbols) ?? throw error($"Huffman table {number} has more codes than fit");
            content = content[(17 + count)..];
        }
    }
}
