namespace Lamina.Formats;

/// <summary>An element of NumPy's: byte order, kind and bytes.</summary>
/// <param name="Name">NumPy's name.</param>
/// <param name="Kind">f float, i integer, u unsigned, b truth.</param>
/// <param name="Bytes">Bytes of an element.</param>
/// <param name="IsBigEndian">Whether the highest byte comes first.</param>
internal sealed record NpyElement(string Name, char Kind, int Bytes, bool IsBigEndian)
{
    const long PieceElements = 1 << 18;

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
            return Kind == 'u' && Bytes is 2 or 4 ? ReadWidened(stream, dtype, shape) : Held(ReadTurned(stream, dtype, shape), Kind == 'u' && Bytes == 8, file);
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
        if (!IsBigEndian || Bytes == 1)
            return TensorBytes.Read(stream, dtype, shape);
        byte[] bytes = new byte[shape.Count * Bytes];
        stream.ReadExactly(bytes);
        for (int at = 0; at < bytes.Length; at += Bytes)
            bytes.AsSpan(at, Bytes).Reverse();
        return TensorBytes.Read(new MemoryStream(bytes), dtype, shape);
    }

    // Read with a sign; the next wider type holds what they mean. A piece at a time, so that only the result is as large as the file.
    Tensor ReadWidened(Stream stream, DType dtype, Shape shape)
    {
        Tensor wide = Tensor.Zeros(shape, Bytes == 2 ? DType.Int32 : DType.Int64), flat = wide.Reshape(-1);
        for (long start = 0; start < flat.Count; start += PieceElements)
        {
            long end = Math.Min(start + PieceElements, flat.Count);
            Tensor bits = ReadTurned(stream, dtype, [end - start]), part = flat.Slice(0, start, end);
            if (Bytes == 2)
                part.Fill<int>(Array.ConvertAll(bits.ToArray<short>(), value => (int)(ushort)value));
            else
                part.Fill<long>(Array.ConvertAll(bits.ToArray<int>(), value => (long)(uint)value));
        }

        return wide;
    }

    // Without a sign, eight bytes can say more than int64 holds.
    static Tensor Held(Tensor tensor, bool isUnsigned, string file) => isUnsigned && tensor.Count > 0 && tensor.Min().ToInt64() < 0
        ? throw new FileFormatException(file, null, $"it holds unsigned numbers above {long.MaxValue}, which no type of Lamina has.", "Convert them before saving.")
        : tensor;
}
