using System.Buffers.Binary;
using System.IO.Compression;

namespace Lamina.Data.Tests;

/// <summary>Makes idx files.</summary>
static class IdxBytes
{
    public static byte[] Make(int[] shape, byte[] values)
    {
        byte[] file = new byte[4 + (4 * shape.Length) + values.Length];
        file[2] = 8;
        file[3] = (byte)shape.Length;
        for (int i = 0; i < shape.Length; i++)
            BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(4 + (4 * i)), shape[i]);
        values.CopyTo(file, 4 + (4 * shape.Length));
        return file;
    }

    public static byte[] Gzip(byte[] bytes)
    {
        MemoryStream packed = new();
        using (GZipStream stream = new(packed, CompressionLevel.Fastest))
            stream.Write(bytes);
        return packed.ToArray();
    }

    public static byte[] Values(int count) => [.. Enumerable.Range(0, count).Select(i => (byte)(i * 31))];
}
