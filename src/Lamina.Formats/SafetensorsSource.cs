using System.Buffers.Binary;

namespace Lamina.Formats;

/// <summary>One safetensors file whose header is read and checked, and whose tensors are read when asked for.</summary>
internal sealed class SafetensorsSource : IDisposable
{
    readonly Stream _stream;
    readonly string _name;
    readonly long _dataStart;
    readonly SafetensorsHeader _header;
    readonly Lock _lock = new();

    /// <summary>Reads the header, which starts at the stream's position.</summary>
    /// <exception cref="FileFormatException">The header breaks a rule of the format.</exception>
    public SafetensorsSource(Stream stream, string name)
    {
        (_stream, _name) = (stream, name);
        long start = stream.Position, length = stream.Length - start;
        if (length < 8)
            throw new FileFormatException(name, start, $"a safetensors file starts with a length of 8 bytes; {length} are there.", "The file is empty or cut short; get or make it again.");
        Span<byte> prefix = stackalloc byte[8];
        stream.ReadExactly(prefix);
        ulong headerLength = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (headerLength > (ulong)(length - 8))
            throw new FileFormatException(name, start, $"the header is said to have {headerLength} bytes; {length - 8} are there.", "The file is cut short, or it is no safetensors file.");
        if (headerLength > Safetensors.MaxHeaderBytes)
            throw new FileFormatException(name, start, $"the header has {headerLength} bytes; at most {Safetensors.MaxHeaderBytes} are read.", "Split the file, or write fewer tensors and less metadata into it.");

        byte[] json = new byte[headerLength];
        stream.ReadExactly(json);
        _dataStart = start + 8 + json.Length;
        _header = new SafetensorsHeader(name, start + 8, length - 8 - json.Length);
        _header.Parse(json);
    }

    public IReadOnlyList<SafetensorsEntry> Entries => _header.Entries;

    public OrderedDictionary<string, string> Metadata => _header.Metadata;

    public static SafetensorsSource Open(string path)
    {
        // Tensors come in large pieces already: a buffer of the stream's own would only copy once more.
        FileStream stream = InputFile.Open(path, "a safetensors file", file => new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0));
        try
        {
            return new SafetensorsSource(stream, path);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Reads one tensor; calls from several threads wait for one another.</summary>
    public Tensor Read(SafetensorsEntry entry)
    {
        long at = _dataStart + entry.Begin;
        lock (_lock)
        {
            try
            {
                // A stream that cannot seek is read in the order of its bytes.
                if (_stream.Position != at)
                    _stream.Position = at;
                return TensorBytes.Read(_stream, entry.DType, entry.Shape);
            }
            catch (EndOfStreamException error)
            {
                throw new FileFormatException(_name, at, $"the file became shorter while '{entry.Name}' was read.", "Let nobody write to it meanwhile.", error);
            }
            catch (InvalidDataException error)
            {
                throw new FileFormatException(_name, at, $"'{entry.Name}' is BOOL and holds a byte that is neither 0 nor 1.", "Save it as U8, or as true and false.", error);
            }
        }
    }

    public void Dispose() => _stream.Dispose();
}
