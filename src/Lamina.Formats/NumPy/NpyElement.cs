namespace Lamina.Formats;

/// <summary>An element of NumPy's: byte order, kind and bytes.</summary>
/// <param name="Name">NumPy's name.</param>
/// <param name="Kind">f float, i integer, u unsigned, b truth.</param>
/// <param name="Bytes">Bytes of an element.</param>
/// <param name="IsBigEndian">Whether the highest byte comes first.</param>
internal sealed record NpyElement(string Name, char Kind, int Bytes, bool IsBigEndian)
{
    public static NpyElement Of(string name, string file)
    {
        if (name.Length == 3 && name[0] is '<' or '>' or '|' or '=' && (name[1], name[2]) is ('f', '2' or '4' or '8') or ('i' or 'u', '1' or '2' or '4' or '8') or ('b', '1'))
            return new NpyElement(name, name[1], name[2] - '0', name[0] == '>');
        throw new FileFormatException(file, null, $"its elements are '{name}', which are no tensor of Lamina.", "Convert them with astype before saving: floats, integers and truth values are read.");
    }

    /// <summary>Reads all elements.</summary>
    public Tensor Read(Stream stream, Shape shape, string file)
    {
        DType dtype = (Kind, Bytes) switch
        {
            ('f', 4) => DType.Float32,
            ('f', 8) => DType.Float64,
            ('f', _) => DType.Float16,
            ('i', 1) => DType.Int8,
            ('i' or 'u', 2) => DType.Int16,
            ('i' or 'u', 4) => DType.Int32,
            ('i' or 'u', 8) => DType.Int64,
            ('b', _) => DType.Bool,
            _ => DType.UInt8,
        };
        try
        {
            Tensor tensor = IsBigEndian && Bytes > 1 ? ReadTurned(stream, dtype, shape) : TensorBytes.Read(stream, dtype, shape);
            return Kind == 'u' && Bytes > 1 ? Unsigned(tensor, file) : tensor;
        }
        catch (EndOfStreamException error)
        {
            throw new FileFormatException(file, null, "it ends before its last number.", "The file is cut short; get or make it again.", error);
        }
        catch (InvalidDataException error)
        {
            throw new FileFormatException(file, null, "its bytes are not what they should be.", "The file is damaged; get or make it again.", error);
        }
    }

    Tensor ReadTurned(Stream stream, DType dtype, Shape shape)
    {
        byte[] bytes = new byte[shape.Count * Bytes];
        stream.ReadExactly(bytes);
        for (int at = 0; at < bytes.Length; at += Bytes)
            bytes.AsSpan(at, Bytes).Reverse();
        return TensorBytes.Read(new MemoryStream(bytes), dtype, shape);
    }

    // Read with a sign; the next wider type holds what they mean.
    Tensor Unsigned(Tensor bits, string file)
    {
        if (Bytes == 8)
        {
            return bits.Count > 0 && bits.Min().ToInt64() < 0
                ? throw new FileFormatException(file, null, $"it holds unsigned numbers above {long.MaxValue}, which no type of Lamina has.", "Convert them before saving.")
                : bits;
        }

        Tensor wide = bits.To(Bytes == 2 ? DType.Int32 : DType.Int64);
        return Tensor.Where(wide.Less(0), wide + (1L << (8 * Bytes)), wide).To(wide.DType);
    }
}
