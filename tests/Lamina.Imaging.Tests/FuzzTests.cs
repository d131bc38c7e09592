using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Lamina.TestKit;
using Xunit;

namespace Lamina.Imaging.Tests;

/// <summary>Mutated pictures. LAMINA_FUZZ=1000000 runs a million of each kind.</summary>
[Collection(nameof(Alone))]
public sealed partial class FuzzTests
{
    static readonly uint[] Types = [PngChunk.Header, PngChunk.Palette, PngChunk.Transparency, PngChunk.Data, PngChunk.End, 0x74455874, 0x6162_4364, 0x4142_4344, 0];

    [Fact]
    public void Png_files()
    {
        int read = Fuzzing.Run("png", [.. PictureGolden.All("png").Select(golden => golden.File)], Look, Chunks);
        Assert.InRange(read, 1, int.MaxValue);
    }

    [Fact]
    public void Jpeg_files()
    {
        int read = Fuzzing.Run("jpeg", [.. PictureGolden.All("jpeg").Select(golden => golden.File)], Look, Segments);
        Assert.InRange(read, 1, int.MaxValue);
    }

    [Fact]
    public void Bmp_files()
    {
        int read = Fuzzing.Run("bmp", [.. PictureGolden.All("bmp").Select(golden => golden.File)], Look, Fields);
        Assert.InRange(read, 1, int.MaxValue);
    }

    [Fact]
    public void Pnm_files()
    {
        List<byte[]> seeds = ["P5 3 2 65535\n0123456789AB"u8.ToArray(), "P3 # colours\n2 1\n# and more\n7\n0 1 2 7 6 5\n"u8.ToArray(), "P2 2 2 15 0 1 14 15"u8.ToArray(), "P6 1 2 15\n\u0001\u0002\u0003\u0004\u0005\u0006"u8.ToArray()];
        for (PnmFormat format = PnmFormat.P1; format <= PnmFormat.P6; format++)
            seeds.Add(Pnm.Encode(TestPictures.Smooth(11, 5, format is PnmFormat.P3 or PnmFormat.P6 ? 3 : 1), format));
        int read = Fuzzing.Run("pnm", seeds, Look, Numbered);
        Assert.InRange(read, 1, int.MaxValue);
    }

    static void Look(byte[] file)
    {
        try
        {
            Picture picture = Pictures.Decode(file);
            Assert.Equal((long)picture.Width * picture.Height * picture.Channels, picture.Pixels.Length);
        }
        catch (ImageFormatException error)
        {
            Assert.InRange(error.Offset, 0, file.Length);
            throw;
        }
    }

    // One chunk or two are changed, and every checksum is right again: the damage comes through to what reads the chunks.
    static byte[] Chunks(byte[] seed, System.Random random)
    {
        List<(uint Type, byte[] Content)> chunks = [];
        for (int at = Png.Signature.Length; at < seed.Length;)
        {
            PngChunk chunk = PngChunk.Read(seed, at, "seed");
            chunks.Add((chunk.Type, seed[(at + 8)..(at + 8 + chunk.Length)]));
            at += 12 + chunk.Length;
        }

        for (int changes = random.Next(1, 3); changes > 0 && chunks.Count > 0; changes--)
        {
            int at = random.Next(chunks.Count);
            (uint type, byte[] content) = chunks[at];
            switch (random.Next(8))
            {
                case 0: chunks[at] = (Types[random.Next(Types.Length)], content); break;
                case 1: chunks.Insert(random.Next(chunks.Count + 1), chunks[at]); break;
                case 2: chunks.RemoveAt(at); break;
                case 3:
                    int cut = random.Next(content.Length + 1);
                    chunks[at] = (type, content[..cut]);
                    chunks.Insert(at + 1, (type, content[cut..]));
                    break;
                case 4: chunks[at] = (type, type == PngChunk.Data ? Rows(content, random) : Fuzzing.Bytes(content, random)); break;
                case 5: chunks[0] = (chunks[0].Type, Header(chunks[0].Content, random)); break;
                default: chunks[at] = (type, Fuzzing.Bytes(content, random)); break;
            }
        }

        using MemoryStream file = new();
        file.Write(Png.Signature);
        foreach ((uint type, byte[] content) in chunks)
            PngWriter.WriteChunk(file, type, content);
        byte[] bytes = file.ToArray();
        if (random.Next(8) == 0 && bytes.Length > 40)
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(8 + (random.Next(2) == 0 ? 0 : 25)), (uint)Fuzzing.Extreme(random));
        return bytes;
    }

    // Valid compressed data over other rows: filters out of range, rows too few or too many, long runs.
    static byte[] Rows(byte[] content, System.Random random)
    {
        using MemoryStream rows = new(), packed = new();
        try
        {
            using ZLibStream from = new(new MemoryStream(content), CompressionMode.Decompress);
            from.CopyTo(rows);
        }
        catch (InvalidDataException)
        {
            // What came before the damage is enough.
        }

        byte[] changed = rows.Length > 0 ? Fuzzing.Bytes(rows.ToArray(), random) : [(byte)random.Next(6)];
        if (random.Next(16) == 0)
            changed = new byte[random.Next(1 << 14)];
        using (ZLibStream to = new(packed, CompressionLevel.Fastest, leaveOpen: true))
            to.Write(changed);
        return packed.ToArray();
    }

    static byte[] Header(byte[] content, System.Random random)
    {
        byte[] changed = [.. content];
        if (content.Length < PngHeader.Length)
            return changed;
        switch (random.Next(4))
        {
            case 0: BinaryPrimitives.WriteUInt32BigEndian(changed.AsSpan(4 * random.Next(2)), (uint)Fuzzing.Extreme(random)); break;
            case 1: BinaryPrimitives.WriteUInt32BigEndian(changed.AsSpan(4 * random.Next(2)), (uint)random.Next(64)); break;
            case 2: (changed[8], changed[9]) = ((byte)(1 << random.Next(5)), (byte)random.Next(7)); break;
            default: changed[random.Next(8, 13)] = (byte)random.Next(3); break;
        }

        return changed;
    }

    // Segments are changed, doubled, cut out and moved, with their lengths right again; a scan's data go with its header.
    static byte[] Segments(byte[] seed, System.Random random)
    {
        List<byte[]> segments = [];
        for (int at = 2; at < seed.Length;)
        {
            int length = seed[at + 1] == JpegMarker.End ? 2 : 2 + BinaryPrimitives.ReadUInt16BigEndian(seed.AsSpan(at + 2)), next = at + length;
            while (seed[at + 1] == JpegMarker.Scan && (seed[next] != 0xFF || seed[next + 1] is 0 or (>= JpegMarker.FirstRestart and <= JpegMarker.LastRestart)))
                next++;
            segments.Add(seed[at..next]);
            at = next;
        }

        for (int changes = random.Next(1, 3); changes > 0 && segments.Count > 0; changes--)
        {
            int at = random.Next(segments.Count);
            byte[] segment = segments[at];
            switch (random.Next(6))
            {
                case 0: segments.Insert(random.Next(segments.Count + 1), segment); break;
                case 1: segments.RemoveAt(at); break;
                case 2: segment[1] = (byte)random.Next(0xC0, 0xF0); break;
                case 3 when segment.Length > 4:
                    byte[] content = Fuzzing.Bytes(segment[4..], random);
                    segments[at] = [0xFF, segment[1], (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2), .. content];
                    break;
                default:
                    if (segment.Length > 4)
                        segment[4 + random.Next(Math.Min(24, segment.Length - 4))] = (byte)random.Next(random.Next(2) == 0 ? 256 : 20);
                    break;
            }
        }

        return [0xFF, 0xD8, .. segments.SelectMany(bytes => bytes)];
    }

    // A number of the header at the edge of what it may be, or a small one.
    static byte[] Fields(byte[] seed, System.Random random)
    {
        byte[] changed = [.. seed];
        int[] places = [10, 14, 18, 22, 26, 28, 30, 34, 46, 54, 58, 62, 66];
        int at = places[random.Next(places.Length)];
        uint value = random.Next(3) switch { 0 => (uint)Fuzzing.Extreme(random), 1 => (uint)random.Next(64), _ => 1u << random.Next(32) };
        if (at is 26 or 28)
            BinaryPrimitives.WriteUInt16LittleEndian(changed.AsSpan(at), (ushort)value);
        else if (at + 4 <= changed.Length)
            BinaryPrimitives.WriteUInt32LittleEndian(changed.AsSpan(at), value);
        return random.Next(3) == 0 ? Fuzzing.Bytes(changed, random) : changed;
    }

    // Another number in the header or among the samples, another kind, or a comment in between.
    static byte[] Numbered(byte[] seed, System.Random random)
    {
        string text = Encoding.Latin1.GetString(seed);
        for (int changes = random.Next(1, 4); changes > 0; changes--)
        {
            MatchCollection numbers = Number().Matches(text);
            if (numbers.Count == 0)
                break;
            Match number = numbers[random.Next(random.Next(2) == 0 ? Math.Min(4, numbers.Count) : numbers.Count)];
            string other = random.Next(4) switch
            {
                0 => $"{Fuzzing.Extreme(random)}",
                1 => $"{random.Next(12)}",
                2 => $"# {number.Value}\n{number.Value}",
                _ => number.Value + " \t\r\n\v\f"[random.Next(6)],
            };
            text = text[..number.Index] + other + text[(number.Index + number.Length)..];
        }

        return Encoding.Latin1.GetBytes(text);
    }

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Number();
}
