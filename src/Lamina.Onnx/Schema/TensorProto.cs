using Lamina.Onnx.Values;
using Lamina.Onnx.Wire;

namespace Lamina.Onnx.Schema;

/// <summary>A tensor in a file. Its numbers stay where they stand until a tensor is made of them.</summary>
internal sealed class TensorProto
{
    readonly List<ReadOnlyMemory<byte>> _packed = [];
    readonly List<float> _singles = [];
    readonly List<long> _numbers = [];
    readonly List<ReadOnlyMemory<byte>> _texts = [];
    ReadOnlyMemory<byte>? _raw;

    public string Name { get; private set; } = "";

    public ElementType Type { get; private set; }

    public long[] Dims { get; private set; } = [];

    /// <summary>Where the bytes stand if not in this file: location, offset, length.</summary>
    public Dictionary<string, string>? External { get; private set; }

    /// <summary>Raw bytes, if the tensor has them.</summary>
    public ReadOnlyMemory<byte>? Raw => _raw;

    /// <summary>Blocks of packed numbers of a typed field; <see cref="PackedField"/> says which.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Packed => _packed;

    /// <summary>The field of the packed numbers: 4 float_data, 5 int32_data, 7 int64_data, 10 double_data, 11 uint64_data.</summary>
    public int PackedField { get; private set; }

    public IReadOnlyList<float> Singles => _singles;

    public IReadOnlyList<long> Numbers => _numbers;

    public IReadOnlyList<ReadOnlyMemory<byte>> Texts => _texts;

    public string Source { get; private set; } = "";

    public static TensorProto Read(WireReader reader, WireLimits limits)
    {
        TensorProto tensor = new() { Source = limits.Source };
        List<long> dims = [];
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: reader.Numbers(dims); break;
                case 2: tensor.Type = (ElementType)reader.Whole(); break;
                case 4 or 5 or 7 or 10 or 11: tensor.ReadTyped(ref reader, limits); break;
                case 6:
                    limits.Spend(1);
                    tensor._texts.Add(reader.Bytes());
                    break;
                case 8: tensor.Name = reader.Text(); break;
                case 9: tensor._raw = reader.Bytes(); break;
                case 13:
                    (string key, string value) = ReadEntry(reader.Nested());
                    (tensor.External ??= [])[key] = value;
                    break;
                case 14:
                    if (reader.Number() == 1)
                        tensor.External ??= [];
                    break;
                default: reader.Skip(); break;
            }
        }

        tensor.Dims = [.. dims];
        return tensor;
    }

    static (string Key, string Value) ReadEntry(WireReader reader)
    {
        string key = "", value = "";
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: key = reader.Text(); break;
                case 2: value = reader.Text(); break;
                default: reader.Skip(); break;
            }
        }

        return (key, value);
    }

    void ReadTyped(ref WireReader reader, WireLimits limits)
    {
        PackedField = reader.Field;
        switch (reader.WireType)
        {
            case 2: _packed.Add(reader.Bytes()); break;
            case 5:
                limits.Spend(1);
                _singles.Add(reader.Single());
                break;
            case 1:
                limits.Spend(1);
                _numbers.Add(System.Buffers.Binary.BinaryPrimitives.ReadInt64LittleEndian(reader.Take(8)));
                break;
            default: reader.Numbers(_numbers); break;
        }
    }
}
