using Google.Protobuf;

namespace Lamina.Onnx.Tests;

/// <summary>A protobuf message read without a schema: what the writer wrote, seen by an independent eye.</summary>
sealed class WireMessage
{
    readonly List<(int Field, long Number, byte[] Bytes)> _fields = [];

    public WireMessage(byte[] bytes)
    {
        CodedInputStream input = new(bytes);
        for (uint tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            int field = (int)(tag >> 3);
            _fields.Add((tag & 7) switch
            {
                0 => (field, input.ReadInt64(), []),
                2 => (field, 0, input.ReadBytes().ToByteArray()),
                5 => (field, BitConverter.SingleToInt32Bits(input.ReadFloat()), []),
                _ => throw new InvalidDataException($"wire type {tag & 7}"),
            });
        }
    }

    public long[] Numbers(int field) => [.. _fields.Where(f => f.Field == field).Select(f => f.Number)];

    public byte[] Bytes(int field) => _fields.Single(f => f.Field == field).Bytes;

    public string[] Texts(int field) => [.. _fields.Where(f => f.Field == field).Select(f => System.Text.Encoding.UTF8.GetString(f.Bytes))];

    public WireMessage[] Messages(int field) => [.. _fields.Where(f => f.Field == field).Select(f => new WireMessage(f.Bytes))];

    public WireMessage Message(int field) => Messages(field).Single();
}
