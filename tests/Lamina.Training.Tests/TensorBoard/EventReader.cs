using System.Buffers.Binary;
using System.Text;
using Xunit;

namespace Lamina.Training.Tests;

/// <summary>A reader of event files that shares nothing with the writer: framing, checksums bit by bit, and protobuf fields by number.</summary>
static class EventReader
{
    public static List<byte[]> Records(string path)
    {
        byte[] file = File.ReadAllBytes(path);
        List<byte[]> records = [];
        for (int at = 0; at < file.Length;)
        {
            int length = (int)BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(at));
            Assert.Equal(Masked(file.AsSpan(at, 8)), BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 8)));
            byte[] record = file[(at + 12)..(at + 12 + length)];
            Assert.Equal(Masked(record), BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 12 + length)));
            records.Add(record);
            at += 16 + length;
        }

        return records;
    }

    /// <summary>The fields of a message, in order: a number for a varint, bytes for the rest.</summary>
    public static List<(int Field, ulong Number, byte[] Bytes)> Fields(byte[] message)
    {
        List<(int, ulong, byte[])> fields = [];
        int at = 0;
        while (at < message.Length)
        {
            ulong tag = Varint();
            switch (tag & 7)
            {
                case 0:
                    fields.Add(((int)(tag >> 3), Varint(), []));
                    break;
                case 1:
                    fields.Add(((int)(tag >> 3), 0, Take(8)));
                    break;
                case 5:
                    fields.Add(((int)(tag >> 3), 0, Take(4)));
                    break;
                default:
                    fields.Add(((int)(tag >> 3), 0, Take((int)Varint())));
                    break;
            }
        }

        return fields;

        byte[] Take(int length)
        {
            byte[] taken = message[at..(at + length)];
            at += length;
            return taken;
        }

        ulong Varint()
        {
            ulong value = 0;
            for (int shift = 0; ; shift += 7)
            {
                byte next = message[at++];
                value |= (ulong)(next & 0x7f) << shift;
                if (next < 0x80)
                    return value;
            }
        }
    }

    public static byte[] One(byte[] message, int field) => Fields(message).Single(entry => entry.Field == field).Bytes;

    public static string Text(byte[] message, int field) => Encoding.UTF8.GetString(One(message, field));

    public static double[] Doubles(byte[] bytes) => [.. bytes.Chunk(8).Select(chunk => BitConverter.ToDouble(chunk))];

    /// <summary>Step and value message of each summary.</summary>
    public static List<(long Step, byte[] Value)> Values(string path) =>
    [
        .. from record in Records(path)
           let fields = Fields(record)
           where fields.Any(entry => entry.Field == 5)
           select ((long)fields.SingleOrDefault(entry => entry.Field == 2).Number, One(One(record, 5), 1)),
    ];

    public static uint Crc(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0x82F63B78 : crc >> 1;
        }

        return ~crc;
    }

    static uint Masked(ReadOnlySpan<byte> bytes)
    {
        uint crc = Crc(bytes);
        return unchecked(((crc >> 15) | (crc << 17)) + 0xa282ead8);
    }
}
