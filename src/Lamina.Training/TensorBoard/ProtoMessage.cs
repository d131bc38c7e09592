using System.Buffers.Binary;
using System.Text;

namespace Lamina.Training;

/// <summary>One protobuf message that is being written: the few kinds of fields that event files have.</summary>
internal sealed class ProtoMessage
{
    const int Varint = 0, Fixed64 = 1, Bytes = 2, Fixed32 = 5;

    readonly MemoryStream _bytes = new();

    public ProtoMessage Int(int field, long value)
    {
        Tag(field, Varint);
        Number((ulong)value);
        return this;
    }

    public ProtoMessage Double(int field, double value)
    {
        Tag(field, Fixed64);
        Little(value);
        return this;
    }

    public ProtoMessage Float(int field, float value)
    {
        Tag(field, Fixed32);
        Span<byte> bytes = stackalloc byte[sizeof(float)];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        _bytes.Write(bytes);
        return this;
    }

    public ProtoMessage Text(int field, string value) => Blob(field, Encoding.UTF8.GetBytes(value));

    public ProtoMessage Message(int field, ProtoMessage value) => Blob(field, value.ToArray());

    public ProtoMessage Blob(int field, ReadOnlySpan<byte> value)
    {
        Tag(field, Bytes);
        Number((ulong)value.Length);
        _bytes.Write(value);
        return this;
    }

    /// <summary>A repeated field of doubles in packed form.</summary>
    public ProtoMessage Doubles(int field, IReadOnlyList<double> values)
    {
        Tag(field, Bytes);
        Number((ulong)values.Count * sizeof(double));
        foreach (double value in values)
            Little(value);
        return this;
    }

    public byte[] ToArray() => _bytes.ToArray();

    void Tag(int field, int kind) => Number((ulong)((field << 3) | kind));

    void Number(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            _bytes.WriteByte((byte)(value | 0x80));
        _bytes.WriteByte((byte)value);
    }

    void Little(double value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(double)];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
        _bytes.Write(bytes);
    }
}
