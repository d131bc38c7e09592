namespace Lamina.Imaging;

/// <summary>The checksum of PNG chunks: CRC-32 of ISO 3309, polynomial 0xEDB88320, bit-reversed.</summary>
internal static class Crc32
{
    static readonly uint[] table = MakeTable();

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte b in bytes)
            crc = table[(byte)(crc ^ b)] ^ (crc >> 8);
        return ~crc;
    }

    static uint[] MakeTable()
    {
        uint[] entries = new uint[256];
        for (uint i = 0; i < 256; i++)
        {
            uint entry = i;
            for (int bit = 0; bit < 8; bit++)
                entry = (entry >> 1) ^ (0xEDB88320u & (0u - (entry & 1)));
            entries[i] = entry;
        }

        return entries;
    }
}
