using Google.Protobuf;

namespace Lamina.Formats;

/// <summary>
/// A protobuf message, written field by field, such as those of ONNX models and event files. They have some thirty fields: numbers at the place of use are simpler than a
/// schema with a code generator, and bring no native tool into the build.
/// </summary>
internal sealed class ProtobufMessage
{
    readonly MemoryStream _bytes = new();
    readonly CodedOutputStream _output;

    public ProtobufMessage() => _output = new CodedOutputStream(_bytes, leaveOpen: true);

    public ProtobufMessage Number(int field, long value)
    {
        _output.WriteTag(field, WireFormat.WireType.Varint);
        _output.WriteInt64(value);
        return this;
    }

    public ProtobufMessage Single(int field, float value)
    {
        _output.WriteTag(field, WireFormat.WireType.Fixed32);
        _output.WriteFloat(value);
        return this;
    }

    public ProtobufMessage Double(int field, double value)
    {
        _output.WriteTag(field, WireFormat.WireType.Fixed64);
        _output.WriteDouble(value);
        return this;
    }

    /// <summary>A repeated field of doubles in packed form.</summary>
    public ProtobufMessage Doubles(int field, IReadOnlyList<double> values)
    {
        _output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        _output.WriteLength(values.Count * sizeof(double));
        foreach (double value in values)
            _output.WriteDouble(value);
        return this;
    }

    public ProtobufMessage Text(int field, string value)
    {
        _output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        _output.WriteString(value);
        return this;
    }

    public ProtobufMessage Bytes(int field, ReadOnlyMemory<byte> value)
    {
        _output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        _output.WriteBytes(UnsafeByteOperations.UnsafeWrap(value));
        return this;
    }

    public ProtobufMessage Nested(int field, ProtobufMessage value) => Bytes(field, value.Written());

    public void CopyTo(Stream stream) => stream.Write(Written().Span);

    /// <summary>What was written; it holds until more is.</summary>
    public ReadOnlyMemory<byte> Written()
    {
        _output.Flush();
        return _bytes.GetBuffer().AsMemory(0, (int)_bytes.Length);
    }
}
