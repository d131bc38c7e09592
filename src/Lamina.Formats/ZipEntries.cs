using System.IO.Compression;

namespace Lamina.Formats;

/// <summary>The entries of a zip archive, read without trust: damaged ones are format errors, and nothing is unpacked to a size beyond belief.</summary>
internal sealed class ZipEntries : IDisposable
{
    // Numbers rarely pack to a hundredth; deflate can promise a thousandfold, and entries that overlap more.
    const long UncheckedBytes = 64 << 20, HighestRatio = 100;

    // Deflate cannot make more of one byte: an entry that promises more is refused before memory is taken.
    const long MaxDeflateRatio = 1032;

    readonly string _name;
    readonly ZipArchive _archive;
    readonly long _budget;
    long _spent;

    public ZipEntries(Stream stream, string name)
    {
        (_name, _budget) = (name, UncheckedBytes + (HighestRatio * stream.Length));
        try
        {
            _archive = new ZipArchive(stream, ZipArchiveMode.Read);
            _ = _archive.Entries;
        }
        catch (InvalidDataException error)
        {
            throw Damaged(error);
        }
    }

    public IReadOnlyList<ZipArchiveEntry> All => _archive.Entries;

    public ZipArchiveEntry? Find(string name) => _archive.GetEntry(name);

    /// <summary>Opens an entry; what it will hold counts towards what the archive may.</summary>
    public Stream Open(ZipArchiveEntry entry)
    {
        if ((_spent += entry.Length) > _budget || entry.Length < 0)
            throw new FileFormatException(_name, null, $"it unpacks to more than {_budget >> 20} MiB from {_budget / HighestRatio >> 20} MiB.", "It is made to exhaust memory, or should be unpacked by hand first.");
        if (entry.Length > (entry.CompressedLength + 16) * MaxDeflateRatio)
            throw new FileFormatException(_name, null, $"the entry '{entry.FullName}' should hold {entry.Length} bytes, which {entry.CompressedLength} packed ones cannot.", "The archive is damaged; get or make it again.");
        return Read(entry, entry.Open);
    }

    /// <summary>All bytes of an entry.</summary>
    public byte[] Bytes(ZipArchiveEntry entry)
    {
        using Stream content = Open(entry);
        return Read(entry, () =>
        {
            byte[] bytes = new byte[entry.Length];
            content.ReadExactly(bytes);
            return bytes;
        });
    }

    /// <summary>Does something with an entry, whose errors are those of the format.</summary>
    public T Read<T>(ZipArchiveEntry entry, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException or NotSupportedException)
        {
            throw new FileFormatException(_name, null, $"the entry '{entry.FullName}' cannot be unpacked: {error.Message}", "The archive is damaged; get or make it again.", error);
        }
    }

    public void Dispose() => _archive.Dispose();

    FileFormatException Damaged(Exception error) => new(_name, null, $"it is no zip archive, or its list of entries is damaged: {error.Message}", "Get or make it again.", error);
}
