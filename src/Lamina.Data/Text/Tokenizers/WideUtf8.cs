using System.Buffers;
using System.Text;

namespace Lamina.Data.Text;

/// <summary>UTF-8 that also has halves of pairs of surrogates, by the three bytes that their numbers take: every string has its bytes, and they give it back.</summary>
internal static class WideUtf8
{
    public static byte[] Encode(string text)
    {
        List<byte> bytes = new(text.Length);
        Span<byte> buffer = stackalloc byte[4];
        for (int place = 0; place < text.Length;)
        {
            if (Rune.TryGetRuneAt(text, place, out Rune character))
            {
                bytes.AddRange(buffer[..character.EncodeToUtf8(buffer)]);
                place += character.Utf16SequenceLength;
            }
            else
            {
                int half = text[place++];
                bytes.AddRange([(byte)(0xE0 | (half >> 12)), (byte)(0x80 | ((half >> 6) & 0x3F)), (byte)(0x80 | (half & 0x3F))]);
            }
        }

        return [.. bytes];
    }

    /// <summary>For each byte the place in the text of the character that it belongs to.</summary>
    public static int[] Places(string text)
    {
        List<int> places = new(text.Length);
        for (int place = 0; place < text.Length;)
        {
            bool isWhole = Rune.TryGetRuneAt(text, place, out Rune character);
            for (int i = isWhole ? character.Utf8SequenceLength : 3; i > 0; i--)
                places.Add(place);
            place += isWhole ? character.Utf16SequenceLength : 1;
        }

        return [.. places];
    }

    /// <summary>The text of bytes; U+FFFD for those that are none.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        StringBuilder text = new(bytes.Length);
        while (!bytes.IsEmpty)
        {
            OperationStatus status = Rune.DecodeFromUtf8(bytes, out Rune character, out int length);
            if (status != OperationStatus.Done && bytes is [0xED, >= 0xA0 and <= 0xBF, >= 0x80 and <= 0xBF, ..])
            {
                text.Append((char)(0xD000 | ((bytes[1] & 0x3F) << 6) | (bytes[2] & 0x3F)));
                bytes = bytes[3..];
                continue;
            }

            text.Append(character.ToString());
            bytes = bytes[length..];
        }

        return text.ToString();
    }
}
