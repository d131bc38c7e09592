using System.Globalization;
using System.Text;

namespace Lamina.Formats;

/// <summary>
/// The files of a tar archive, plain or packed by gzip, one after the other, read without trust: nothing is written to the disk, no link is followed, and memory grows with
/// what has come.
/// </summary>
/// <remarks><b>Source:</b> POSIX.1-1988 (ustar), POSIX.1-2001 (pax: <c>path</c> and <c>size</c>), and GNU's long names.</remarks>
internal sealed class TarEntries : IDisposable
{
    const int Block = 512, LongestName = 1 << 16;

    readonly string _file;
    readonly Stream _packed, _content;
    readonly byte[] _header = new byte[Block], _buffer = new byte[1 << 16];
    long _left, _at;

    public TarEntries(Stream stream, string file)
    {
        (_file, _packed, _left) = (file, stream, GzipContent.Budget(stream.Length));
        _content = GzipContent.Open(stream);
    }

    /// <summary>The path of the file that was read, with <c>/</c> between folders.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The bytes of the file that was read.</summary>
    public byte[] Content { get; private set; } = [];

    /// <summary>The wanted files of an archive.</summary>
    /// <exception cref="FileFormatException">The archive is damaged or cut short.</exception>
    public static IEnumerable<(string Name, byte[] Content)> Read(string path, Func<string, bool> wanted)
    {
        using FileStream stream = File.OpenRead(path);
        using TarEntries entries = new(stream, path);
        while (entries.Next(wanted))
            yield return (entries.Name, entries.Content);
    }

    /// <summary>Reads the next wanted file.</summary>
    /// <returns>False at the end.</returns>
    public bool Next(Func<string, bool> wanted)
    {
        try
        {
            return Advance(wanted);
        }
        catch (InvalidDataException error)
        {
            throw new FileFormatException(_file, null, $"it cannot be unpacked: {error.Message.TrimEnd('.')}.", "The archive is damaged or cut short; get or make it again.", error);
        }
    }

    public void Dispose()
    {
        _content.Dispose();
        _packed.Dispose();
    }

    bool Advance(Func<string, bool> wanted)
    {
        string? longName = null;
        long? longSize = null;
        while (true)
        {
            Fill(_header);
            if (_header.AsSpan().IndexOfAnyExcept((byte)0) < 0)
            {
                // To the end, so that the sum of packed data is looked at.
                while (_content.Read(_buffer) is > 0 and int more)
                    Spend(more);
                return false;
            }

            CheckSum();
            long size = Number(124, 12);
            char kind = (char)_header[156];
            switch (kind)
            {
                case 'L':
                    longName = Text(Bytes(NameSize(size)));
                    break;
                case 'x':
                    (string? path, long? length) = Extended(Bytes(NameSize(size)));
                    (longName, longSize) = (path ?? longName, length ?? longSize);
                    break;
                case '0' or '\0' or '7':
                    string name = longName ?? HeaderName();
                    size = longSize ?? size;
                    if (!name.EndsWith('/') && wanted(name))
                    {
                        (Name, Content) = (name, Bytes(size));
                        return true;
                    }

                    Skip(size);
                    (longName, longSize) = (null, null);
                    break;
                case '1' or '2' or '3' or '4' or '5' or '6':
                    // Links, devices and folders have no content, whatever size they claim.
                    (longName, longSize) = (null, null);
                    break;
                default:
                    Skip(size);
                    break;
            }
        }
    }

    string HeaderName()
    {
        string name = Text(_header.AsSpan(0, 100)), prefix = _header.AsSpan(257, 5).SequenceEqual("ustar"u8) && _header[262] == 0 ? Text(_header.AsSpan(345, 155)) : "";
        return prefix.Length > 0 ? $"{prefix}/{name}" : name;
    }

    static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes.IndexOf((byte)0) is >= 0 and int end ? bytes[..end] : bytes);

    // Lines of the form "length key=value\n".
    static (string? Path, long? Size) Extended(byte[] records)
    {
        string? path = null;
        long? size = null;
        ReadOnlySpan<byte> rest = records;
        while (rest.IndexOf((byte)' ') is > 0 and int space && int.TryParse(rest[..space], CultureInfo.InvariantCulture, out int length) && length > space + 1 && length <= rest.Length)
        {
            string record = Encoding.UTF8.GetString(rest[(space + 1)..(length - 1)]);
            if (record.StartsWith("path=", StringComparison.Ordinal))
                path = record["path=".Length..];
            else if (record.StartsWith("size=", StringComparison.Ordinal))
                size = long.TryParse(record["size=".Length..], CultureInfo.InvariantCulture, out long number) && number >= 0 ? number : throw new InvalidDataException("a size is no number");
            rest = rest[length..];
        }

        return (path, size);
    }

    static long NameSize(long size) => size <= LongestName ? size : throw new InvalidDataException("a name has no end");

    // Octal digits, or GNU's binary number behind a high bit.
    long Number(int start, int length)
    {
        ReadOnlySpan<byte> field = _header.AsSpan(start, length);
        long value = 0;
        if ((field[0] & 0x80) != 0)
        {
            foreach (byte part in field[4..])
                value = (value << 8) | part;
            return value >= 0 ? value : throw new InvalidDataException("a size is negative");
        }

        foreach (byte digit in field.Trim(" \0"u8))
            value = digit is >= (byte)'0' and <= (byte)'7' ? (value << 3) | (uint)(digit - '0') : throw new InvalidDataException("a number in a header is not octal");
        return value;
    }

    void CheckSum()
    {
        long sum = 0;
        for (int i = 0; i < Block; i++)
            sum += i is >= 148 and < 156 ? ' ' : _header[i];
        if (sum != Number(148, 8))
            throw new InvalidDataException($"the header at byte {_at - Block} of the unpacked archive has a wrong sum; is this a tar archive?");
    }

    byte[] Bytes(long size)
    {
        if (size > Array.MaxLength)
            throw new InvalidDataException("an entry is larger than memory can hold");
        MemoryStream content = new((int)Math.Min(size, _buffer.Length));
        Pass(size, content);
        return content.ToArray();
    }

    void Skip(long size) => Pass(size, null);

    // Content fills whole blocks.
    void Pass(long size, MemoryStream? target)
    {
        for (long left = size; left > 0;)
        {
            int count = (int)Math.Min(left, _buffer.Length);
            Fill(_buffer.AsSpan(0, count));
            target?.Write(_buffer, 0, count);
            left -= count;
        }

        if (size % Block is > 0 and long over)
            Fill(_buffer.AsSpan(0, (int)(Block - over)));
    }

    void Fill(Span<byte> span)
    {
        Spend(span.Length);
        if (_content.ReadAtLeast(span, span.Length, throwOnEndOfStream: false) < span.Length)
            throw new InvalidDataException("it ends where more should follow");
    }

    void Spend(int count)
    {
        _at += count;
        if ((_left -= count) < 0)
            throw new InvalidDataException("it unpacks to far more than its size explains");
    }
}
