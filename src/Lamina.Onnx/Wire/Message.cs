using Google.Protobuf;

namespace Lamina.Onnx.Wire;

/// <summary>
/// A protobuf message, written field by field. ONNX's messages that an export needs have some thirty fields: numbers at the
/// place of use are simpler than a schema with a code generator, and bring no native tool into the build.
/// </summary>
internal sealed class Message
{
    readonly MemoryStream _bytes = new();
    readonly CodedOutputStream _output;

    public Message() => _output = new CodedOutputStream(_bytes, leaveOpen: true);

    public void Number(int field, long value)
    {
        _output.WriteTag(field, WireFormat.WireType.Varint);
        _output.WriteInt64(value);
    }

    public void Single(int field, float value)
    {
        _output.WriteTag(field, WireFormat.WireType.Fixed32);
        _output.WriteFloat(value);
    }

    public void Text(int field, string value)
    {
        _output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        _output.WriteString(value);
    }

    public void Bytes(int field, ReadOnlyMemory<byte> value)
    {
        _output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        _output.WriteBytes(UnsafeByteOperations.UnsafeWrap(value));
    }

    public void Nested(int field, Message value)
    {
        value._output.Flush();
        Bytes(field, value._bytes.GetBuffer().AsMemory(0, (int)value._bytes.Length));
    }

    public void CopyTo(Stream stream)
    {
        _output.Flush();
        _bytes.WriteTo(stream);
    }
}
