using System.Buffers.Binary;
using System.IO.Compression;

namespace Lamina.Imaging;

/// <summary>Writes PNG files: signature, header, one data chunk, end.</summary>
internal static class PngWriter
{
    public static byte[] Encode(Picture picture)
    {
        MemoryStream file = new();
        file.Write(Png.Signature);
        Span<byte> header = stackalloc byte[PngHeader.Length];
        BinaryPrimitives.WriteInt32BigEndian(header, picture.Width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], picture.Height);
        header[8] = 8;
        header[9] = (byte)(picture.Channels switch { 1 => PngColor.Grey, 3 => PngColor.Rgb, _ => PngColor.Rgba });
        header[10..].Clear();
        WriteChunk(file, PngChunk.Header, header);
        WriteChunk(file, PngChunk.Data, Compress(picture));
        WriteChunk(file, PngChunk.End, []);
        return file.ToArray();
    }

    internal static void WriteChunk(Stream file, uint type, ReadOnlySpan<byte> data)
    {
        byte[] framed = new byte[data.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(framed, data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(framed.AsSpan(4), type);
        data.CopyTo(framed.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(framed.AsSpan(8 + data.Length), Crc32.Of(framed.AsSpan(4, data.Length + 4)));
        file.Write(framed);
    }

    static ReadOnlySpan<byte> Compress(Picture picture)
    {
        int length = picture.Width * picture.Channels;
        byte[] above = new byte[length], candidate = new byte[length + 1], best = new byte[length + 1];
        MemoryStream data = new();
        using (ZLibStream stream = new(data, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (int y = 0; y < picture.Height; y++)
            {
                ReadOnlySpan<byte> row = picture.Row(y);
                long bestSum = long.MaxValue;
                for (int filter = PngFilter.None; filter <= PngFilter.Paeth; filter++)
                {
                    candidate[0] = (byte)filter;
                    PngFilter.Do(filter, row, above, picture.Channels, candidate.AsSpan(1));
                    long sum = Magnitude(candidate.AsSpan(1));
                    if (sum >= bestSum)
                        continue;
                    bestSum = sum;
                    (candidate, best) = (best, candidate);
                }

                stream.Write(best);
                row.CopyTo(above);
            }
        }

        return data.GetBuffer().AsSpan(0, (int)data.Length);
    }

    // The usual rule of thumb: the filter whose bytes, taken as signed, are smallest in sum compresses best.
    static long Magnitude(ReadOnlySpan<byte> bytes)
    {
        long sum = 0;
        foreach (byte b in bytes)
            sum += Math.Abs((int)(sbyte)b);
        return sum;
    }
}
