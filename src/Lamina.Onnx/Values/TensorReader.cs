using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Lamina.Onnx.Schema;
using Lamina.Onnx.Wire;

namespace Lamina.Onnx.Values;

/// <summary>From a tensor in a file to a value.</summary>
/// <param name="folder">The folder that may hold tensors outside of the model's file; null if there is none.</param>
internal sealed class TensorReader(string? folder)
{
    public Value Read(TensorProto proto)
    {
        Int128 product = 1;
        foreach (long size in proto.Dims)
        {
            if (size < 0 || (product *= size) > long.MaxValue)
                throw Fault(proto, $"the shape [{string.Join(", ", proto.Dims)}] is of no tensor");
        }

        long count = (long)product;
        if (proto.Type == ElementType.String)
        {
            if (proto.Texts.Count != count)
                throw Fault(proto, $"it has {proto.Texts.Count} texts for {count} elements");
            return new TextValue([.. proto.Texts.Select(text => Encoding.UTF8.GetString(text.Span))], Shape.Create(proto.Dims));
        }

        Shape shape = Shape.Create(proto.Dims);
        DType storage = proto.Type.Storage();
        if (proto.External is { } external)
            return FromRaw(proto, ExternalData.Read(folder, external, ByteCount(proto.Type, count), Name(proto)), shape, count);
        return proto.Raw is { } raw ? FromRaw(proto, raw, shape, count) : FromTyped(proto, shape, storage, count);
    }

    static Int128 ByteCount(ElementType type, long count) => (((Int128)count * type.Bits()) + 7) / 8;

    static TensorValue FromRaw(TensorProto proto, ReadOnlyMemory<byte> raw, Shape shape, long count)
    {
        if (raw.Length != ByteCount(proto.Type, count))
            throw Fault(proto, $"{raw.Length} bytes are not {count} elements of {proto.Type}");
        return FromRaw(raw.Span, proto.Type, shape);
    }

    /// <summary>A tensor from its bytes in a file, row-major and little-endian.</summary>
    public static TensorValue FromRaw(ReadOnlySpan<byte> bytes, ElementType type, Shape shape)
    {
        if (type.IsNative())
            return new TensorValue(FromBytes(bytes, shape, type.Storage()), type);
        long[] codes = new long[shape.Count];
        for (int i = 0; i < codes.Length; i++)
        {
            codes[i] = type.Bits() switch
            {
                64 => BinaryPrimitives.ReadInt64LittleEndian(bytes[(8 * i)..]),
                32 => BinaryPrimitives.ReadUInt32LittleEndian(bytes[(4 * i)..]),
                16 => BinaryPrimitives.ReadUInt16LittleEndian(bytes[(2 * i)..]),
                8 => bytes[i],
                4 => (bytes[i / 2] >> (4 * (i % 2))) & 15,
                _ => (bytes[i / 4] >> (2 * (i % 4))) & 3,
            };
        }

        return new TensorValue(FromCodes(codes, type, shape), type);
    }

    static Tensor FromBytes(ReadOnlySpan<byte> bytes, Shape shape, DType dtype) => dtype switch
    {
        DType.Float32 => Of<float>(bytes, shape),
        DType.Float64 => Of<double>(bytes, shape),
        DType.Float16 => Of<Half>(bytes, shape),
        DType.BFloat16 => Of<BFloat16>(bytes, shape),
        DType.Int64 => Of<long>(bytes, shape),
        DType.Int32 => Of<int>(bytes, shape),
        DType.Int16 => Of<short>(bytes, shape),
        DType.Int8 => Of<sbyte>(bytes, shape),
        DType.UInt8 => Of<byte>(bytes, shape),
        _ => Of<byte>(bytes, shape).NotEqualTo(0),
    };

    static Tensor Of<T>(ReadOnlySpan<byte> bytes, Shape shape)
        where T : unmanaged => Tensor.From(MemoryMarshal.Cast<byte, T>(bytes), shape);

    /// <summary>Elements from their bits.</summary>
    static Tensor FromCodes(long[] codes, ElementType type, Shape shape)
    {
        if (type.Storage() == DType.Float32)
        {
            SmallFloat format = SmallFloat.Of(type);
            return Tensor.From<float>(Array.ConvertAll(codes, code => format.Decode((int)code)), shape);
        }

        if (type is ElementType.Int4 or ElementType.Int2)
        {
            int bits = type.Bits(), signs = 64 - bits;
            codes = Array.ConvertAll(codes, code => code << signs >> signs);
        }

        return Tensor.From<long>(codes, shape).To(type.Storage());
    }

    static TensorValue FromTyped(TensorProto proto, Shape shape, DType storage, long count)
    {
        // Elements of 4 and 2 bits share an entry.
        int perEntry = proto.Type.Bits() < 8 ? 8 / proto.Type.Bits() : 1;
        long entries = (count + perEntry - 1) / perEntry, bytes = proto.Packed.Sum(block => (long)block.Length);
        if (entries > bytes + proto.Numbers.Count + proto.Singles.Count)
            throw Fault(proto, $"it has too few numbers for {count} elements");
        if (storage == DType.Float32 && !proto.Type.IsFloat8() && perEntry == 1)
        {
            List<float> singles = [.. proto.Singles];
            foreach (ReadOnlyMemory<byte> block in proto.Packed)
                singles.AddRange(MemoryMarshal.Cast<byte, float>(block.Span[..(block.Length & ~3)]));
            return singles.Count == count ? new TensorValue(Tensor.From<float>(CollectionsMarshal.AsSpan(singles), shape), proto.Type) : throw Fault(proto, $"it has {singles.Count} numbers for {count} elements");
        }

        List<long> numbers = [.. proto.Numbers];
        foreach (ReadOnlyMemory<byte> block in proto.Packed)
        {
            if (proto.PackedField == 10)
            {
                numbers.AddRange(MemoryMarshal.Cast<byte, long>(block.Span[..(block.Length & ~7)]));
                continue;
            }

            WireReader reader = new(block, new WireLimits(proto.Source));
            while (!reader.AtEnd)
                numbers.Add((long)reader.Varint());
        }

        if (numbers.Count != entries)
            throw Fault(proto, $"it has {numbers.Count} numbers for {count} elements");
        if (perEntry > 1)
            numbers = [.. Enumerable.Range(0, (int)count).Select(i => (numbers[i / perEntry] >> (proto.Type.Bits() * (i % perEntry))) & ((1 << proto.Type.Bits()) - 1))];
        long[] codes = [.. numbers];
        return new TensorValue(proto.Type switch
        {
            ElementType.Float64 => Tensor.From<double>(Array.ConvertAll(codes, BitConverter.Int64BitsToDouble), shape),
            ElementType.Float16 => Tensor.From<Half>(Array.ConvertAll(codes, code => BitConverter.UInt16BitsToHalf((ushort)code)), shape),
            ElementType.BFloat16 => Tensor.From<BFloat16>(MemoryMarshal.Cast<ushort, BFloat16>(Array.ConvertAll(codes, code => (ushort)code)), shape),
            ElementType.Bool => Tensor.From<long>(codes, shape).NotEqualTo(0),
            _ when proto.Type.IsNative() => Tensor.From<long>(codes, shape).To(storage),
            _ => FromCodes(codes, proto.Type, shape),
        }, proto.Type);
    }

    static string Name(TensorProto proto) => proto.Name.Length > 0 ? $"tensor '{proto.Name}'" : "a tensor";

    static OnnxException Fault(TensorProto proto, string what) => new($"{proto.Source}: {Name(proto)}: {what}. The file is damaged; get or make it again.");
}
