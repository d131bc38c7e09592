using System.Buffers.Binary;
using System.Text;

namespace Lamina.Data.Tests.Audio;

/// <summary>WAVE files as the format's description has them.</summary>
static class WavBytes
{
    /// <summary>A file of one format and one data chunk; a chunk that readers must pass over between them.</summary>
    public static byte[] Make(int kind, int channels, int rate, int bits, byte[] data, bool extensible = false)
    {
        byte[] format = new byte[extensible ? 40 : 16];
        BinaryPrimitives.WriteUInt16LittleEndian(format, (ushort)(extensible ? 0xFFFE : kind));
        BinaryPrimitives.WriteUInt16LittleEndian(format.AsSpan(2), (ushort)channels);
        BinaryPrimitives.WriteInt32LittleEndian(format.AsSpan(4), rate);
        BinaryPrimitives.WriteInt32LittleEndian(format.AsSpan(8), rate * channels * bits / 8);
        BinaryPrimitives.WriteUInt16LittleEndian(format.AsSpan(12), (ushort)(channels * bits / 8));
        BinaryPrimitives.WriteUInt16LittleEndian(format.AsSpan(14), (ushort)bits);
        if (extensible)
            BinaryPrimitives.WriteUInt16LittleEndian(format.AsSpan(24), (ushort)kind);
        byte[] body = [.. "WAVE"u8, .. Chunk("fmt ", format), .. Chunk("LIST", [1, 2, 3]), .. Chunk("data", data)];
        return Chunk("RIFF", body);
    }

    /// <summary>A chunk, filled up to an even length.</summary>
    public static byte[] Chunk(string id, byte[] content)
    {
        byte[] length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, content.Length);
        return [.. Encoding.ASCII.GetBytes(id), .. length, .. content, .. new byte[content.Length % 2]];
    }
}
