using System.Globalization;

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

    /// <summary>Opens a file, or a set of files by its index, and reads no tensor yet.</summary>
    /// <param name="path">A <c>.safetensors</c> file; or, where it ends in <c>.json</c>, the index of a set (<c>model.safetensors.index.json</c>), whose files lie beside it.</param>
    /// <returns>A reader, to be disposed of when no further tensor is wanted.</returns>
    /// <remarks>
    /// An index leads to nothing but .safetensors files in its own folder: names with separators are refused, and links, such as a download cache is made of. What the files hold beyond the index is not
    /// shown, and the index's <c>total_size</c> is not compared: writers in use count it differently.
    /// </remarks>
    /// <exception cref="FileFormatException">A header or the index breaks a rule of the format, or a file of the set cannot be read.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static SafetensorsReader Open(string path) => path.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
        ? SafetensorsReader.OfSet(path)
        : SafetensorsReader.OfFile(path, SafetensorsSource.Open(path));

    /// <summary>Reads a whole file, or a whole set of files by its index.</summary>
    /// <param name="path">As <see cref="Open"/> takes it.</param>
    /// <exception cref="FileFormatException">The file breaks a rule of the format.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static SafetensorsFile Load(string path)
    {
        using SafetensorsReader reader = Open(path);
        return Whole(reader);
    }

    /// <summary>Reads from the stream's position to its end.</summary>
    /// <param name="stream">A stream that knows its length.</param>
    /// <param name="name">What errors call it.</param>
    /// <exception cref="FileFormatException">The content breaks a rule of the format.</exception>
    public static SafetensorsFile Load(Stream stream, string name)
    {
        // The stream is the caller's: the reader over it is not disposed of.
        return Whole(SafetensorsReader.OfFile(name, new SafetensorsSource(stream, name)));
    }

    /// <summary>Writes a file, whole or not at all: an existing one is replaced only when the new one is complete on the disk.</summary>
    /// <param name="path">Where to. The folder is made if it is missing.</param>
    /// <param name="tensors">Names and tensors; the names keep their order. Views are written as what they show.</param>
    /// <param name="metadata">Free texts by name.</param>
    /// <exception cref="ArgumentException">A name is there twice, or is <c>__metadata__</c>.</exception>
    public static void Save(string path, IEnumerable<KeyValuePair<string, Tensor>> tensors, IEnumerable<KeyValuePair<string, string>>? metadata = null)
    {
        OrderedDictionary<string, Tensor> named = SafetensorsWriter.Named(tensors);
        AtomicFile.Write(path, stream => SafetensorsWriter.Write(stream, named, metadata ?? []));
    }

    /// <summary>Writes to a stream.</summary>
    /// <inheritdoc cref="Save(string, IEnumerable{KeyValuePair{string, Tensor}}, IEnumerable{KeyValuePair{string, string}}?)"/>
    public static void Save(Stream stream, IEnumerable<KeyValuePair<string, Tensor>> tensors, IEnumerable<KeyValuePair<string, string>>? metadata = null) =>
        SafetensorsWriter.Write(stream, SafetensorsWriter.Named(tensors), metadata ?? []);

    /// <summary>
    /// Writes a set of files of limited size, <c>model-00001-of-00003.safetensors</c> and so on, and its index, <c>model.safetensors.index.json</c>.
    /// </summary>
    /// <param name="path">The name of the set, which ends in <c>.safetensors</c>; the files are named after it and lie beside it. The folder is made if it is missing.</param>
    /// <param name="tensors">Names and tensors, which fill one file after the other in this order.</param>
    /// <param name="maxShardBytes">The most bytes of tensors in one file. A tensor that alone has more gets a file of its own. 5 GB, the default of Hugging Face.</param>
    /// <param name="metadata">Free texts by name, written into each file.</param>
    /// <returns>The path of the index, which <see cref="Open"/> and <see cref="Load(string)"/> take.</returns>
    /// <remarks>
    /// Each file is written whole or not at all, and the index last: a new set is there only when all of it is. Files of an older set of the same name and number are
    /// replaced one by one; those of another number stay where they are. There is an index also where one file is enough.
    /// </remarks>
    /// <exception cref="ArgumentException">A name is there twice, or is <c>__metadata__</c>; or the path does not end in <c>.safetensors</c>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxShardBytes"/> is not positive.</exception>
    public static string SaveSharded(string path, IEnumerable<KeyValuePair<string, Tensor>> tensors, long maxShardBytes = 5_000_000_000, IEnumerable<KeyValuePair<string, string>>? metadata = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxShardBytes);
        const string Ending = ".safetensors";
        string whole = Path.GetFullPath(path), file = Path.GetFileName(whole);
        if (!file.EndsWith(Ending, StringComparison.Ordinal) || file.Length == Ending.Length)
            throw new ArgumentException($"A set of safetensors files is named like 'model.safetensors'; got '{path}'.", nameof(path));
        List<KeyValuePair<string, string>> texts = [.. metadata ?? []];
        List<OrderedDictionary<string, Tensor>> shards = Shards(SafetensorsWriter.Named(tensors), maxShardBytes);
        OrderedDictionary<string, string> files = [];
        for (int i = 0; i < shards.Count; i++)
        {
            OrderedDictionary<string, Tensor> shard = shards[i];
            string name = string.Create(CultureInfo.InvariantCulture, $"{file[..^Ending.Length]}-{i + 1:D5}-of-{shards.Count:D5}{Ending}");
            AtomicFile.Write(Path.Combine(Path.GetDirectoryName(whole)!, name), stream => SafetensorsWriter.Write(stream, shard, texts));
            foreach (string tensor in shard.Keys)
                files.Add(tensor, name);
        }

        string index = whole + ".index.json";
        AtomicFile.Write(index, stream => SafetensorsIndex.Write(stream, files, shards.Sum(shard => shard.Values.Sum(tensor => tensor.Spec.Bytes))));
        return index;
    }

    static SafetensorsFile Whole(SafetensorsReader reader) => new(reader.ReadAll(), new OrderedDictionary<string, string>(reader.Metadata));

    static List<OrderedDictionary<string, Tensor>> Shards(OrderedDictionary<string, Tensor> tensors, long maxBytes)
    {
        List<OrderedDictionary<string, Tensor>> shards = [];
        long bytes = 0;
        foreach ((string name, Tensor tensor) in tensors)
        {
            if (shards.Count == 0 || (bytes > 0 && bytes + tensor.Spec.Bytes > maxBytes))
            {
                shards.Add([]);
                bytes = 0;
            }

            shards[^1].Add(name, tensor);
            bytes += tensor.Spec.Bytes;
        }

        return shards;
    }
}
