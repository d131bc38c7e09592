using System.Formats.Tar;
using Lamina.Formats;
using Xunit;

namespace Lamina.Data.Tests;

public sealed class TarTests
{
    static readonly string longName = string.Join('/', Enumerable.Repeat("a-folder-with-a-long-name", 12)) + "/file.txt";

    [Fact]
    public void Files_of_every_kind_of_archive()
    {
        byte[] large = [.. Enumerable.Range(0, 200_000).Select(i => (byte)(i * 7))];
        foreach (TarEntryFormat format in (TarEntryFormat[])[TarEntryFormat.Ustar, TarEntryFormat.Gnu, TarEntryFormat.Pax])
        {
            foreach (bool packed in (bool[])[false, true])
            {
                string second = format == TarEntryFormat.Ustar ? "folder/b.txt" : longName;
                byte[] archive = Archives.Tar(format, packed, ("empty", []), ("a.txt", Archives.Text("first")), (second, large), ("c", [1, 2, 3]));
                (string Name, byte[] Content)[] read = Read(archive, name => name != "c");
                Assert.Equal(["empty", "a.txt", second], read.Select(file => file.Name));
                Assert.Equal(large, read[2].Content);
                Assert.Empty(read[0].Content);
            }
        }
    }

    [Fact]
    public void Damage_is_a_typed_error()
    {
        byte[] plain = Archives.Tar(TarEntryFormat.Ustar, packed: false, ("a.txt", Archives.Text("first"))), packed = Archives.Tar(TarEntryFormat.Ustar, packed: true, ("a.txt", Archives.Text("first")));
        Check("ends where more should follow", plain[..600]);
        Check("ends where more should follow", plain[..1024]);
        byte[] changed = [.. plain];
        changed[0] ^= 1;
        Check("wrong sum", changed);
        Check("cannot be unpacked", packed[..(packed.Length / 2)]);
        Check("cannot be unpacked", Archives.Text(new string('x', 2000)));

        static void Check(string part, byte[] archive) =>
            Assert.Contains(part, Assert.Throws<FileFormatException>(() => Read(archive, _ => true)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_small_archive_that_unpacks_to_gigabytes_is_refused()
    {
        byte[] bomb = Archives.Tar(TarEntryFormat.Ustar, packed: true, ("zeros", new byte[200 << 20]));
        Assert.Contains("far more than its size explains", Assert.Throws<FileFormatException>(() => Read(bomb, _ => false)).Message, StringComparison.Ordinal);
    }

    static (string Name, byte[] Content)[] Read(byte[] archive, Func<string, bool> wanted)
    {
        List<(string, byte[])> files = [];
        using TarEntries entries = new(new MemoryStream(archive), "x.tar");
        while (entries.Next(wanted))
            files.Add((entries.Name, entries.Content));
        return [.. files];
    }
}
