using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Lamina.Imaging;

/// <summary>The checksum of PNG chunks: CRC-32 of ISO 3309, polynomial 0xEDB88320, bit-reversed.</summary>
internal static class Crc32
{
    // Row k: what a byte does to the sum when k more bytes follow it, so that eight are taken at a time.
    static readonly uint[][] tables = MakeTables();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        uint[] t0 = tables[0], t1 = tables[1], t2 = tables[2], t3 = tables[3], t4 = tables[4], t5 = tables[5], t6 = tables[6], t7 = tables[7];
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            ulong word = BinaryPrimitives.ReadUInt64LittleEndian(bytes) ^ crc;
            crc = t7[(byte)word] ^ t6[(byte)(word >> 8)] ^ t5[(byte)(word >> 16)] ^ t4[(byte)(word >> 24)]
                ^ t3[(byte)(word >> 32)] ^ t2[(byte)(word >> 40)] ^ t1[(byte)(word >> 48)] ^ t0[(byte)(word >> 56)];
        }

        foreach (byte b in bytes)
            crc = t0[(byte)(crc ^ b)] ^ (crc >> 8);
        return ~crc;
    }

    static uint[][] MakeTables()
    {
        uint[][] rows = [.. Enumerable.Range(0, 8).Select(_ => new uint[256])];
        for (uint i = 0; i < 256; i++)
        {
            uint entry = i;
            for (int bit = 0; bit < 8; bit++)
                entry = (entry >> 1) ^ (0xEDB88320u & (0u - (entry & 1)));
            rows[0][i] = entry;
        }

        for (int row = 1; row < rows.Length; row++)
        {
            for (int i = 0; i < 256; i++)
                rows[row][i] = (rows[row - 1][i] >> 8) ^ rows[0][(byte)rows[row - 1][i]];
        }

        return rows;
    }
}
