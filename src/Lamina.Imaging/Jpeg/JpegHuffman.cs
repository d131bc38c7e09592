namespace Lamina.Imaging;

/// <summary>A Huffman table: symbols by their codes.</summary>
internal sealed class JpegHuffman
{
    /// <summary>Codes of at most so many bits are found at one look.</summary>
    public const int ShortBits = 9;

    const int MaxBits = 16;

    // The largest 16-bit number that starts with a code of this length or a shorter one, plus one; and what to add to a code to find its symbol.
    readonly int[] _limit = new int[MaxBits + 2];
    readonly int[] _offset = new int[MaxBits + 1];
    readonly byte[] _symbols;

    JpegHuffman(byte[] symbols) => _symbols = symbols;

    /// <summary>For the next <see cref="ShortBits"/> bits: the code's length times 256 plus its symbol, 0 for longer codes.</summary>
    public ushort[] Short { get; } = new ushort[1 << ShortBits];

    /// <summary>Builds the table from the number of codes of each length, 1 to 16, and the symbols in the order of their codes.</summary>
    /// <returns>Null if there are more codes of a length than fit.</returns>
    public static JpegHuffman? Build(ReadOnlySpan<byte> counts, ReadOnlySpan<byte> symbols)
    {
        JpegHuffman table = new(symbols.ToArray());
        int code = 0, at = 0;
        for (int length = 1; length <= MaxBits; length++, code <<= 1)
        {
            table._offset[length] = at - code;
            for (int i = counts[length - 1]; i > 0; i--, code++, at++)
            {
                if (code >= 1 << length)
                    return null;
                if (length > ShortBits)
                    continue;
                int spare = ShortBits - length;
                table.Short.AsSpan(code << spare, 1 << spare).Fill((ushort)((length << 8) | symbols[at]));
            }

            table._limit[length] = code << (MaxBits - length);
        }

        table._limit[MaxBits + 1] = int.MaxValue;
        return table;
    }

    /// <summary>A code that is longer than <see cref="ShortBits"/>, as an entry of <see cref="Short"/>. Bits that are no code count as a 16-bit code of the symbol 0.</summary>
    public int Long(uint next16)
    {
        int length = ShortBits + 1;
        while (next16 >= _limit[length])
            length++;
        if (length > MaxBits)
            return MaxBits << 8;
        return (length << 8) | _symbols[(int)(next16 >> (MaxBits - length)) + _offset[length]];
    }
}
