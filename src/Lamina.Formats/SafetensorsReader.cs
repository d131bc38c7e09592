namespace Lamina.Formats;

/// <summary>
/// An open safetensors file, or a set of them: names, dtypes and shapes are known, and each tensor is read from the disk when it is asked for.
/// </summary>
/// <remarks>
/// <para>Made by <see cref="Safetensors.Open"/>. A tensor that is read is a copy in memory of its own, and outlives the reader; reading it twice gives two.
/// The file is not mapped into memory: where a mapped file is made shorter by another program, touching it ends the process, while reading it is an error
/// that names the tensor. An engine that writes in place could besides not be kept off a mapped tensor.</para>
/// <para>Reads of one file from several threads wait for one another; those of different files of a set do not.</para>
/// <para>DType: all ten. Counterpart: <c>safetensors.safe_open</c>.</para>
/// </remarks>
public sealed class SafetensorsReader : IDisposable
{
    readonly string _path;
    readonly List<SafetensorsSource> _sources;
    readonly OrderedDictionary<string, (SafetensorsSource Source, SafetensorsEntry Entry)> _places;

    SafetensorsReader(string path, List<SafetensorsSource> sources, OrderedDictionary<string, (SafetensorsSource Source, SafetensorsEntry Entry)> places, OrderedDictionary<string, string> metadata)
    {
        (_path, _sources, _places, Metadata) = (path, sources, places, metadata);
        OrderedDictionary<string, TensorSpec> specs = new(places.Count);
        foreach ((string name, (_, SafetensorsEntry entry)) in places)
            specs.Add(name, entry.Spec);
        Specs = specs;
    }

    /// <summary>Dtypes and shapes of all tensors by name, in the order of the header or index.</summary>
    public IReadOnlyDictionary<string, TensorSpec> Specs { get; }

    /// <summary>Free texts by name: those of the file; of a set, those of its index (such as <c>total_size</c>, which is not checked) and then those of its files.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Reads one tensor.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="KeyNotFoundException">There is no tensor of that name.</exception>
    /// <exception cref="FileFormatException">Its bytes are gone, or are none of its dtype.</exception>
    /// <exception cref="ObjectDisposedException">The reader is closed.</exception>
    public Tensor Read(string name)
    {
        (SafetensorsSource source, SafetensorsEntry entry) = Find(name);
        return source.Read(entry);
    }

    /// <summary>Reads some rows of one tensor, and no other bytes of it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="start">The first index of the first axis.</param>
    /// <param name="end">The index after the last.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tensor has no such rows, or no axis at all.</exception>
    /// <inheritdoc cref="Read(string)"/>
    public Tensor Read(string name, long start, long end)
    {
        (SafetensorsSource source, SafetensorsEntry entry) = Find(name);
        if (entry.Shape.Rank == 0 || start < 0 || end < start || end > entry.Shape[0])
            throw new ArgumentOutOfRangeException(nameof(start), $"'{name}' is {entry.Spec} and has no rows {start} to {end}.");
        return source.Read(entry.Rows(start, end));
    }

    /// <summary>Reads all tensors, in the order in which they lie on the disk.</summary>
    /// <returns>The tensors by name, in the order of <see cref="Specs"/>.</returns>
    /// <exception cref="FileFormatException">Bytes are gone, or are none of their dtype.</exception>
    public OrderedDictionary<string, Tensor> ReadAll()
    {
        OrderedDictionary<string, Tensor> tensors = new(_places.Count);
        foreach (string name in _places.Keys)
            tensors.Add(name, null!);
        foreach (IGrouping<SafetensorsSource, (SafetensorsSource Source, SafetensorsEntry Entry)> file in _places.Values.GroupBy(place => place.Source))
        {
            foreach ((SafetensorsSource source, SafetensorsEntry entry) in file.OrderBy(place => place.Entry.Begin).ThenBy(place => place.Entry.End))
                tensors[entry.Name] = source.Read(entry);
        }

        return tensors;
    }

    /// <summary>Closes the files. Tensors that were read stay.</summary>
    public void Dispose() => _sources.ForEach(source => source.Dispose());

    internal static SafetensorsReader OfFile(string path, SafetensorsSource source)
    {
        OrderedDictionary<string, (SafetensorsSource, SafetensorsEntry)> places = new(source.Entries.Count);
        foreach (SafetensorsEntry entry in source.Entries)
            places.Add(entry.Name, (source, entry));
        return new SafetensorsReader(path, [source], places, source.Metadata);
    }

    internal static SafetensorsReader OfSet(string path)
    {
        SafetensorsIndex index = SafetensorsIndex.Load(path);
        List<SafetensorsSource> sources = [];
        try
        {
            Dictionary<(string File, string Name), (SafetensorsSource, SafetensorsEntry)> found = [];
            foreach (string file in index.Files.Values.Distinct())
            {
                SafetensorsSource source = OpenShard(index.Locate(file), path);
                sources.Add(source);
                foreach (SafetensorsEntry entry in source.Entries)
                    found.Add((file, entry.Name), (source, entry));
                foreach ((string key, string value) in source.Metadata)
                    index.Metadata.TryAdd(key, value);
            }

            OrderedDictionary<string, (SafetensorsSource, SafetensorsEntry)> places = new(index.Files.Count);
            foreach ((string name, string file) in index.Files)
            {
                places.Add(name, found.TryGetValue((file, name), out (SafetensorsSource, SafetensorsEntry) place) ? place : throw new FileFormatException(
                    path, null, $"'{StrictJson.Shown(name)}' is said to lie in '{file}', which does not have it.", "The index and the files belong to different sets, or a file is damaged; get all of them again."));
            }

            return new SafetensorsReader(path, sources, places, index.Metadata);
        }
        catch
        {
            sources.ForEach(source => source.Dispose());
            throw;
        }
    }

    static SafetensorsSource OpenShard(string place, string index)
    {
        try
        {
            return SafetensorsSource.Open(place);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new FileFormatException(index, null, $"the file '{Path.GetFileName(place)}' of the set cannot be read ({(error is FileNotFoundException ? "it is not there" : error.Message.TrimEnd('.'))}).", "Put all files of the set beside the index.", error);
        }
    }

    (SafetensorsSource Source, SafetensorsEntry Entry) Find(string name) => _places.TryGetValue(name, out (SafetensorsSource, SafetensorsEntry) place)
        ? place
        : throw new KeyNotFoundException($"{_path} has no tensor '{StrictJson.Shown(name)}'. It has {_places.Count}: {string.Join(", ", _places.Keys.Take(20).Select(StrictJson.Shown))}{(_places.Count > 20 ? " …" : "")}.");
}
