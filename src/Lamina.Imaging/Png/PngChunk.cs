using System.Buffers.Binary;
using System.Text;

namespace Lamina.Imaging;

/// <summary>The frame of one chunk of a PNG file, its length and checksum checked.</summary>
internal readonly record struct PngChunk(int Length, uint Type)
{
    public const uint Header = 0x49484452, Palette = 0x504C5445, Transparency = 0x74524E53, Data = 0x49444154, End = 0x49454E44;

    /// <summary>Whether a reader that does not know this chunk must give up: its first letter is a capital.</summary>
    public bool IsCritical => (Type & 0x2000_0000) == 0;

    public string TypeName
    {
        get
        {
            Span<byte> letters = stackalloc byte[4];
            BinaryPrimitives.WriteUInt32BigEndian(letters, Type);
            foreach (byte letter in letters)
            {
                if (!char.IsAsciiLetter((char)letter))
                    return $"0x{Type:X8}";
            }

            return Encoding.ASCII.GetString(letters);
        }
    }

    public static PngChunk Read(ReadOnlySpan<byte> file, int at, string name)
    {
        ReadOnlySpan<byte> rest = file[at..];
        if (rest.Length < 12)
        {
            throw new ImageFormatException(
                name, at, $"the file ends before its end chunk (IEND): {rest.Length} bytes are left, a chunk needs 12", Png.DamagedAdvice);
        }

        uint length = BinaryPrimitives.ReadUInt32BigEndian(rest);
        PngChunk chunk = new((int)Math.Min(length, int.MaxValue), BinaryPrimitives.ReadUInt32BigEndian(rest[4..]));
        if (length > rest.Length - 12)
        {
            throw new ImageFormatException(
                name, at, $"the chunk {chunk.TypeName} promises {length} bytes, and {rest.Length - 12} are left", Png.DamagedAdvice);
        }

        uint expected = BinaryPrimitives.ReadUInt32BigEndian(rest[(8 + chunk.Length)..]);
        uint actual = Crc32.Of(rest.Slice(4, chunk.Length + 4));
        if (expected != actual)
        {
            throw new ImageFormatException(
                name, at, $"the checksum of chunk {chunk.TypeName} is {actual:X8}, and the file says {expected:X8}", Png.DamagedAdvice);
        }

        return chunk;
    }
}
