using System.Buffers.Binary;

namespace Lamina.Imaging.Tests;

/// <summary>Changes PNG files and mends their checksums, so that damage reaches what lies behind the checksums.</summary>
static class PngSurgery
{
    public static byte[] WithHeader(byte[] file, int width, int height, byte? bits = null, byte? color = null)
    {
        byte[] changed = [.. file];
        BinaryPrimitives.WriteInt32BigEndian(changed.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(changed.AsSpan(20), height);
        changed[24] = bits ?? changed[24];
        changed[25] = color ?? changed[25];
        MendChecksums(changed);
        return changed;
    }

    public static void MendChecksums(byte[] file)
    {
        int at = 8;
        while (at + 12 <= file.Length)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at));
            if (length > file.Length - at - 12)
                return;
            uint crc = Crc32.Of(file.AsSpan(at + 4, (int)length + 4));
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(at + 8 + (int)length), crc);
            at += 12 + (int)length;
        }
    }
}
