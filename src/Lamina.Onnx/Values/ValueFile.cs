using Lamina.Onnx.Schema;
using Lamina.Onnx.Wire;

namespace Lamina.Onnx.Values;

/// <summary>A value in a file of its own: a TensorProto, SequenceProto or OptionalProto, as the type says.</summary>
internal static class ValueFile
{
    public static Value Read(ReadOnlyMemory<byte> bytes, string source, TypeProto type)
    {
        WireLimits limits = new(source);
        return Read(new WireReader(bytes, limits), limits, type.Kind);
    }

    static Value Read(WireReader reader, WireLimits limits, TypeKind kind) => kind switch
    {
        TypeKind.Sequence => ReadSequence(reader, limits),
        TypeKind.Optional => ReadOptional(reader, limits),
        _ => new TensorReader(null).Read(TensorProto.Read(reader, limits)),
    };

    // SequenceProto: tensor_values 3, sequence_values 5, optional_values 7.
    static SequenceValue ReadSequence(WireReader reader, WireLimits limits)
    {
        List<Value> items = [];
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 3: items.Add(Read(reader.Nested(), limits, TypeKind.Tensor)); break;
                case 5: items.Add(Read(reader.Nested(), limits, TypeKind.Sequence)); break;
                case 7: items.Add(Read(reader.Nested(), limits, TypeKind.Optional)); break;
                default: reader.Skip(); break;
            }
        }

        return new SequenceValue(items);
    }

    // OptionalProto: tensor_value 3, sequence_value 5, optional_value 7.
    static OptionalValue ReadOptional(WireReader reader, WireLimits limits)
    {
        Value? item = null;
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 3: item = Read(reader.Nested(), limits, TypeKind.Tensor); break;
                case 5: item = Read(reader.Nested(), limits, TypeKind.Sequence); break;
                case 7: item = Read(reader.Nested(), limits, TypeKind.Optional); break;
                default: reader.Skip(); break;
            }
        }

        return new OptionalValue(item);
    }
}
