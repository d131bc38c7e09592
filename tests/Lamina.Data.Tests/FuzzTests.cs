using System.Buffers.Binary;
using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Lamina.Data.Audio;
using Lamina.Data.Tests.Audio;
using Lamina.Formats;
using Lamina.Formats.Pickle;
using Lamina.TestKit;
using Xunit;

namespace Lamina.Data.Tests;

/// <summary>Mutated files of data sets. LAMINA_FUZZ=1000000 runs a million of each.</summary>
[Collection(nameof(Alone))]
public sealed class FuzzTests
{
    static readonly string[] Scraps =
    [
        "\"", "\"\"", ",", ";", "\t", "\n", "\r\n", "\r", "\0", "\ufeff", " ", "NaN", "?", "-", "1e999", "-1e-400", "0x1F", "１", "\ud83d\ude00", "é", "#", "\\", "'", ",\"", "\",", "\"\n\"", ",,,,,,,,",
    ];

    [Fact]
    public void Idx_files()
    {
        byte[][] plain = [IdxBytes.Make([3, 4, 5], IdxBytes.Values(60)), IdxBytes.Make([7], IdxBytes.Values(7)), IdxBytes.Make([2, 0], []), IdxBytes.Make([1, 2, 1, 2, 1, 2, 1, 1], IdxBytes.Values(8))];
        int read = Fuzzing.Run("idx", [.. plain, .. plain.Select(IdxBytes.Gzip)], file =>
        {
            IdxFile idx = IdxFile.Read(new MemoryStream(file), "fuzz");
            Assert.Equal(idx.Shape.Aggregate(1L, (product, size) => product * size), idx.Values.Length);
        }, (seed, random) => Packed(seed) ? IdxBytes.Gzip(Header(Unpacked(seed), random)) : Header(seed, random));
        Assert.InRange(read, 1, int.MaxValue);
    }

    // Two labels and a picture a record; structure-aware changes are records cut, doubled, and labels of any value.
    [Fact]
    public void Cifar_files()
    {
        const int Record = 3074;
        string[] classes = [.. Enumerable.Range(0, 100).Select(label => $"{label}")];
        byte[] seed = [.. Enumerable.Range(0, 3).SelectMany(record => (byte[])[(byte)(record * 7), (byte)(record * 40), .. Enumerable.Range(0, Record - 2).Select(i => (byte)(i * record))])];
        int read = Fuzzing.Run("cifar", [seed, seed[..Record]], file =>
        {
            ArrayDataset set = CifarRecords.Read([("fuzz", file)], labels: 2, classes, "fuzz");
            Assert.Equal(file.Length / Record, set.Count);
            Assert.All(set.Labels(), label => Assert.InRange(label, 0, 99));
        }, (bytes, random) =>
        {
            List<byte> changed = [.. bytes];
            changed[(random.Next(bytes.Length / Record) * Record) + 1] = (byte)random.Next(256);
            if (random.Next(2) == 0)
                changed.InsertRange(0, bytes[..(Record - random.Next(2))]);
            return [.. changed];
        });
        Assert.InRange(read, 1, int.MaxValue);
    }

    [Fact]
    public void Tables()
    {
        byte[][] seeds =
        [
            .. new[]
            {
                "name,age,\"size, cm\"\n\"Braund, Mr. \"\"Owen\"\"\",22,1.5e2\n\"two\nlines\",,-3\n\nlast,?,+.5", "a,b,c\r\n1,2,3\r\n4,5,6\r\n", "x\n1\n2\n3", "1,2,3\n,,\n", "\"a\",\"b\"\n\"1\",\"2\"\n",
            }.Select(Encoding.UTF8.GetBytes),
            [0xEF, 0xBB, 0xBF, .. "a,b\n1,2\n"u8], [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("a,b\nü,2\n")], [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes("a,b\n1,2\n")],
        ];
        int read = Fuzzing.Run("csv", seeds, file =>
        {
            Table table = Read(file, hasHeader: true, ',');
            Attempt(() => table.DropMissing().ToTensor());
            Attempt(() => Read(file, hasHeader: false, ';').ToTensor());
        }, Scrapped);
        Assert.InRange(read, 1, int.MaxValue);
    }

    [Fact]
    public void Wav_files()
    {
        byte[][] seeds = [WavBytes.Make(1, 1, 8_000, 16, new byte[64]), WavBytes.Make(1, 2, 44_100, 24, new byte[66], extensible: true), WavBytes.Make(3, 1, 16_000, 32, new byte[64]), WavBytes.Make(1, 1, 8_000, 8, new byte[63])];
        int read = Fuzzing.Run("wav", seeds, file =>
        {
            Waveform recording = Wav.Decode(file, "fuzz");
            Assert.Equal(recording.Samples.Length / recording.Channels, recording.ToMono().Samples.Length);
        });
        Assert.InRange(read, 1, int.MaxValue);
    }

    [Fact]
    public void Tar_archives()
    {
        (string, byte[])[] files = [("a.txt", "first"u8.ToArray()), ("folder/b.bin", [.. IdxBytes.Values(700)]), ("empty", [])];
        byte[][] seeds = [.. new[] { TarEntryFormat.Ustar, TarEntryFormat.Gnu, TarEntryFormat.Pax }.SelectMany(format => new[] { Archives.Tar(format, packed: false, files), Archives.Tar(format, packed: true, files) })];
        int read = Fuzzing.Run("tar", seeds, file =>
        {
            using TarEntries entries = new(new MemoryStream(file), "fuzz");
            while (entries.Next(name => name.Length % 2 == 1))
                Assert.NotNull(entries.Content);
        }, TarHeader);
        Assert.InRange(read, 1, int.MaxValue);
    }

    [Fact]
    public void Pickles_of_arrays()
    {
        byte[][] seeds = [Pickles.Array("i4", [2, 3], new byte[24]), Pickles.Array("f8", [1], new byte[8]), Pickles.Sparse(3, 4, [0, 2, 2, 3], [1, 3, 0], [0.5f, 2, -1]), Pickles.Graph([1, 2], [], [0])];
        int read = Fuzzing.Run("pickle", seeds, file =>
        {
            object? built = ScienceBuilders.Read(file, "fuzz");
            _ = built is PickledArray array ? array.ToTensor("fuzz") : built is PickledRows rows ? rows.ToTensor("fuzz") : null;
        }, constantBytes: 544 << 20);
        Assert.InRange(read, 1, int.MaxValue);
    }

    [Fact]
    public void Arff_files()
    {
        byte[][] seeds = [.. new[] { ArffTests.Dense, ArffTests.Sparse }.Select(Encoding.UTF8.GetBytes)];
        int read = Fuzzing.Run("arff", seeds, file =>
        {
            ArffFile table = ArffFile.Parse(Encoding.UTF8.GetString(file), "fuzz");
            Assert.Equal(table.Attributes.Count, table.Table.Columns.Count);
            Attempt(() => table.ToDataset());
        }, Scrapped);
        Assert.InRange(read, 1, int.MaxValue);
    }

    // Numbers and names of a header changed, its sum mended: what checks only the sum would believe it.
    static byte[] TarHeader(byte[] seed, System.Random random)
    {
        if (Packed(seed))
            return Archives.Gzip(TarHeader(Unpacked(seed), random));
        byte[] changed = [.. seed];
        int header = 512 * random.Next(changed.Length / 512), at = header + random.Next(4) switch { 0 => 124 + random.Next(12), 1 => 156, 2 => random.Next(100), _ => 257 + random.Next(243) };
        changed[at] = random.Next(3) switch { 0 => (byte)random.Next(256), 1 => (byte)('0' + random.Next(8)), _ => (byte)"Lxg0157"[random.Next(7)] };
        int sum = 0;
        for (int i = 0; i < 512; i++)
            sum += i is >= 148 and < 156 ? ' ' : changed[header + i];
        Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0') + "\0 ").CopyTo(changed, header + 148);
        return changed;
    }

    static Table Read(byte[] file, bool hasHeader, char separator)
    {
        Table table = Table.ReadCsv(new MemoryStream(file), "fuzz", hasHeader, separator);
        foreach (string column in table.Columns)
            Assert.Equal(table.Count, table.Strings(column).Length);
        for (int row = 0; row < table.Count; row++)
            Assert.InRange(table.Line(row), 1, int.MaxValue);
        return table;
    }

    // Cells that are no numbers are as good a table.
    static void Attempt(Action read)
    {
        try
        {
            read();
        }
        catch (LaminaException)
        {
            // What the cells may end in.
        }
    }

    static bool Packed(byte[] seed) => seed[0] == 0x1F;

    static byte[] Unpacked(byte[] seed)
    {
        using GZipStream packed = new(new MemoryStream(seed), CompressionMode.Decompress);
        using MemoryStream plain = new();
        packed.CopyTo(plain);
        return plain.ToArray();
    }

    // Another type, number of sizes, or size; or as many values as before in another shape.
    static byte[] Header(byte[] seed, System.Random random)
    {
        byte[] changed = [.. seed];
        int rank = seed[3], at = 4 + (4 * random.Next(rank));
        switch (random.Next(5))
        {
            case 0: changed[random.Next(4)] = (byte)random.Next(16); break;
            case 1: BinaryPrimitives.WriteInt32BigEndian(changed.AsSpan(at), (int)Fuzzing.Extreme(random)); break;
            case 2: BinaryPrimitives.WriteInt32BigEndian(changed.AsSpan(at), random.Next(9)); break;
            case 3:
                BinaryPrimitives.WriteInt32BigEndian(changed.AsSpan(at), random.Next(1 << 16));
                BinaryPrimitives.WriteInt32BigEndian(changed.AsSpan(4 + (4 * random.Next(rank))), random.Next(1 << 16));
                break;
            default: return [.. seed[..3], (byte)(rank + 1), .. seed[4..(4 + (4 * rank))], 0, 0, 0, (byte)random.Next(3), .. seed[(4 + (4 * rank))..]];
        }

        return changed;
    }

    // Quotes, separators and ends of lines put in and taken out; rows made ragged, doubled and swapped.
    static byte[] Scrapped(byte[] seed, System.Random random)
    {
        Encoding encoding = seed switch
        {
            [0xFF, 0xFE, ..] => Encoding.Unicode,
            [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode,
            _ => Encoding.UTF8,
        };
        string text = encoding.GetString(seed);
        for (int changes = random.Next(1, 5); changes > 0 && text.Length > 0; changes--)
        {
            int at = random.Next(text.Length);
            string[] lines = text.Split('\n');
            int line = random.Next(lines.Length), other = random.Next(lines.Length);
            text = random.Next(6) switch
            {
                0 => text.Insert(at, string.Concat(Enumerable.Repeat(Scraps[random.Next(Scraps.Length)], random.Next(1, 4)))),
                1 => text.Remove(at, random.Next(Math.Min(8, text.Length - at))).Insert(at, Scraps[random.Next(Scraps.Length)]),
                2 => string.Join('\n', lines.Select((row, i) => i == line ? row + "," + lines[other] : row)),
                3 => string.Join('\n', lines.Select((row, i) => i == line ? lines[other] : i == other ? lines[line] : row)),
                4 => text.Replace(',', ";\t, \n"[random.Next(5)]),
                _ => text.Insert(at, $"{Fuzzing.Extreme(random)}"),
            };
        }

        return encoding.GetBytes(text);
    }
}
