using System.Buffers.Binary;
using System.Text.Json;

namespace Lamina.Formats;

/// <summary>
/// Reads and writes safetensors files: an 8-byte length, a JSON header of names, dtypes, shapes and byte ranges, then the bytes.
/// </summary>
/// <remarks>
/// <para>Reading executes nothing and allocates nothing that the file does not hold: every length is checked against what
/// remains first. Refused are headers above <see cref="MaxHeaderBytes"/>, names that are there twice, ranges that overlap, leave
/// gaps or point outside, shapes that do not fit their bytes, and dtypes that Lamina has no elements for (F8_E4M3, U16 …).</para>
/// <para>DType: all ten. Source: the format's description in the safetensors repository of Hugging Face.</para>
/// </remarks>
public static class Safetensors
{
    /// <summary>The longest header that is read: 100,000,000 bytes, the limit of the format's reference.</summary>
    public const int MaxHeaderBytes = 100_000_000;

    /// <summary>Reads a whole file.</summary>
    /// <exception cref="FileFormatException">The file breaks a rule of the format.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static SafetensorsFile Load(string path)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16, FileOptions.SequentialScan);
        return Load(stream, path);
    }

    /// <summary>Reads from the stream's position to its end.</summary>
    /// <param name="stream">A stream that knows its length.</param>
    /// <param name="name">What errors call it.</param>
    /// <exception cref="FileFormatException">The content breaks a rule of the format.</exception>
    public static SafetensorsFile Load(Stream stream, string name)
    {
        long start = stream.Position, length = stream.Length - start;
        if (length < 8)
            throw new FileFormatException(name, start, $"a safetensors file starts with a length of 8 bytes; {length} are there.", "The file is empty or cut short; get or make it again.");
        Span<byte> prefix = stackalloc byte[8];
        stream.ReadExactly(prefix);
        ulong headerLength = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (headerLength > (ulong)(length - 8))
            throw new FileFormatException(name, start, $"the header is said to have {headerLength} bytes; {length - 8} are there.", "The file is cut short, or it is no safetensors file.");
        if (headerLength > MaxHeaderBytes)
            throw new FileFormatException(name, start, $"the header has {headerLength} bytes; at most {MaxHeaderBytes} are read.", "Split the file, or write fewer tensors and less metadata into it.");

        byte[] json = new byte[headerLength];
        stream.ReadExactly(json);
        SafetensorsHeader header = new(name, start + 8, length - 8 - json.Length);
        header.Parse(json);
        return new SafetensorsFile(ReadTensors(stream, name, start + 8 + json.Length, header.Entries), header.Metadata);
    }

    /// <summary>Writes a file, whole or not at all: an existing one is replaced only when the new one is complete on the disk.</summary>
    /// <param name="path">Where to. The folder is made if it is missing.</param>
    /// <param name="tensors">Names and tensors; the names keep their order. Views are written as what they show.</param>
    /// <param name="metadata">Free texts by name.</param>
    /// <exception cref="ArgumentException">A name is there twice, or is <c>__metadata__</c>.</exception>
    public static void Save(string path, IEnumerable<KeyValuePair<string, Tensor>> tensors, IEnumerable<KeyValuePair<string, string>>? metadata = null)
    {
        List<KeyValuePair<string, Tensor>> list = [.. tensors];
        AtomicFile.Write(path, stream => Save(stream, list, metadata));
    }

    /// <summary>Writes to a stream.</summary>
    /// <inheritdoc cref="Save(string, IEnumerable{KeyValuePair{string, Tensor}}, IEnumerable{KeyValuePair{string, string}}?)"/>
    public static void Save(Stream stream, IEnumerable<KeyValuePair<string, Tensor>> tensors, IEnumerable<KeyValuePair<string, string>>? metadata = null)
    {
        OrderedDictionary<string, Tensor> named = [];
        foreach ((string name, Tensor tensor) in tensors)
        {
            if (name == "__metadata__")
                throw new ArgumentException("A tensor cannot be named '__metadata__': safetensors keeps that name for itself.", nameof(tensors));
            if (!named.TryAdd(name, tensor))
                throw new ArgumentException($"Two tensors are named '{name}'.", nameof(tensors));
        }

        // Wide elements first, so that every tensor lies aligned to its elements, as readers that map the file want it.
        List<(string Name, Tensor Tensor)> order = [.. named.Select(pair => (pair.Key, pair.Value)).OrderByDescending(pair => pair.Value.DType.Size())];
        Dictionary<string, long> begins = [];
        long end = 0;
        foreach ((string name, Tensor tensor) in order)
        {
            begins[name] = end;
            end += tensor.Spec.Bytes;
        }

        byte[] header = Header(named, begins, metadata ?? []);
        Span<byte> prefix = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(prefix, header.Length);
        stream.Write(prefix);
        stream.Write(header);
        foreach ((_, Tensor tensor) in order)
            TensorBytes.Write(stream, tensor);
    }

    static OrderedDictionary<string, Tensor> ReadTensors(Stream stream, string name, long dataStart, List<SafetensorsEntry> entries)
    {
        // The order of the header is kept; the bytes are read as they lie.
        OrderedDictionary<string, Tensor> tensors = new(entries.Count);
        foreach (SafetensorsEntry entry in entries)
            tensors.Add(entry.Name, null!);
        foreach (SafetensorsEntry entry in entries.OrderBy(entry => entry.Begin).ThenBy(entry => entry.End))
        {
            try
            {
                tensors[entry.Name] = TensorBytes.Read(stream, entry.DType, entry.Shape);
            }
            catch (EndOfStreamException error)
            {
                throw new FileFormatException(name, dataStart + entry.Begin, $"the file became shorter while '{entry.Name}' was read.", "Let nobody write to it meanwhile.", error);
            }
            catch (InvalidDataException error)
            {
                throw new FileFormatException(name, dataStart + entry.Begin, $"'{entry.Name}' is BOOL and holds a byte that is neither 0 nor 1.", "Save it as U8, or as true and false.", error);
            }
        }

        return tensors;
    }

    static byte[] Header(OrderedDictionary<string, Tensor> tensors, Dictionary<string, long> begins, IEnumerable<KeyValuePair<string, string>> metadata)
    {
        using MemoryStream bytes = new();
        using (Utf8JsonWriter writer = new(bytes))
        {
            writer.WriteStartObject();
            List<KeyValuePair<string, string>> texts = [.. metadata];
            if (texts.Count > 0)
            {
                writer.WriteStartObject("__metadata__");
                HashSet<string> keys = [];
                foreach ((string key, string value) in texts)
                {
                    if (!keys.Add(key))
                        throw new ArgumentException($"The metadata holds '{key}' twice.", nameof(metadata));
                    writer.WriteString(key, value);
                }

                writer.WriteEndObject();
            }

            foreach ((string name, Tensor tensor) in tensors)
            {
                writer.WriteStartObject(name);
                writer.WriteString("dtype", SafetensorsDTypes.NameOf(tensor.DType));
                writer.WriteStartArray("shape");
                foreach (long size in tensor.Shape)
                    writer.WriteNumberValue(size);
                writer.WriteEndArray();
                writer.WriteStartArray("data_offsets");
                writer.WriteNumberValue(begins[name]);
                writer.WriteNumberValue(begins[name] + tensor.Spec.Bytes);
                writer.WriteEndArray();
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        // Spaces up to a multiple of 8 align the data.
        while (bytes.Length % 8 != 0)
            bytes.WriteByte((byte)' ');
        if (bytes.Length > MaxHeaderBytes)
            throw new ArgumentException($"Names and metadata take {bytes.Length} bytes; a header has at most {MaxHeaderBytes}.", nameof(metadata));
        return bytes.ToArray();
    }
}
