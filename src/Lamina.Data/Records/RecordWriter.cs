using System.Globalization;
using Lamina.Formats;

namespace Lamina.Data;

/// <summary>Writes a data set that need not fit into memory, batch by batch, for <see cref="Records.Open"/>.</summary>
/// <remarks>The folder is there when <see cref="Complete"/> has returned, and not before: until then a folder beside it, which goes when the writer is disposed, has what was written.</remarks>
public sealed class RecordWriter : IDisposable
{
    internal const string Extension = ".safetensors", FirstKey = "records.first", CountKey = "records.count", NameKey = "records.name", ClassesKey = "records.classes";

    readonly string _path, _temporary;
    readonly DatasetInfo _info;
    readonly long _maxFileBytes;
    readonly List<Batch> _pending = [];
    string[]? _kind;
    long _pendingBytes, _written;
    int _files;
    bool _isComplete;

    /// <summary>Starts a set.</summary>
    /// <param name="path">The folder to make; there must be none yet.</param>
    /// <param name="info">Name and names of the classes are kept with the set; null for none.</param>
    /// <param name="maxFileBytes">About how many bytes a file has at most; as many are kept in memory.</param>
    /// <exception cref="IOException">The folder is there already.</exception>
    /// <exception cref="ArgumentException">The name of a class has a control character.</exception>
    public RecordWriter(string path, DatasetInfo? info = null, long maxFileBytes = 64 << 20)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxFileBytes);
        _path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        (_info, _maxFileBytes) = (info ?? DatasetInfo.Unknown, maxFileBytes);
        if (_info.ClassNames.FirstOrDefault(name => name.Any(char.IsControl)) is { } broken)
            throw new ArgumentException($"The class name '{string.Concat(broken.Where(letter => !char.IsControl(letter)))}' has a line break or another control character; names of classes are plain text.", nameof(info));
        if (Path.Exists(_path))
            throw new IOException($"{path} is there already. Write to another folder, or remove it first.");
        string parent = Path.GetDirectoryName(_path) ?? throw new ArgumentException($"'{path}' is a root folder.", nameof(path));
        _temporary = Path.Combine(parent, $".{Path.GetFileName(_path)}.{Guid.NewGuid():N}.tmp");
        Directory.CreateDirectory(_temporary);
    }

    /// <summary>Samples added so far.</summary>
    public long Count { get; private set; }

    /// <summary>Adds samples. They are copied.</summary>
    /// <param name="batch">Inputs and targets, of the same dtypes and shapes each time.</param>
    /// <exception cref="ShapeException">They differ from those before.</exception>
    public void Add(Batch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (batch.Count == 0)
            return;
        if (batch.SampleWeights is not null)
            throw new ArgumentException("Records keep inputs and targets, and no weights of samples: write the set without, and give it weights when it is opened, by `WithSampleWeights`.", nameof(batch));
        string[] kind = Kind(batch);
        if (!kind.SequenceEqual(_kind ??= kind))
            throw new ShapeException($"Samples of a set are of one kind; those before have {string.Join(", ", _kind)}, these have {string.Join(", ", kind)}.");
        if (_pendingBytes > 0 && _pendingBytes + Bytes(batch) > _maxFileBytes)
            Flush(isLast: false);
        using (Gradients.Off())
            _pending.Add(new Batch([.. batch.Inputs.Select(tensor => tensor.Clone())], [.. batch.Targets.Select(tensor => tensor.Clone())]));
        _pendingBytes += Bytes(batch);
        Count += batch.Count;
    }

    /// <summary>Writes what is left, and gives the folder its name.</summary>
    /// <exception cref="InvalidOperationException">Nothing was added, or the set is complete already.</exception>
    /// <exception cref="IOException">The folder came to be there meanwhile, or the disk is full.</exception>
    public void Complete()
    {
        if (_isComplete || Count == 0)
            throw new InvalidOperationException(_isComplete ? "The set is complete already." : "Nothing was added: a set has at least one sample, which says its shape.");
        Flush(isLast: true);
        Directory.Move(_temporary, _path);
        _isComplete = true;
    }

    /// <summary>Removes what was written, unless it is complete.</summary>
    public void Dispose()
    {
        if (!_isComplete && Directory.Exists(_temporary))
            Directory.Delete(_temporary, recursive: true);
    }

    // Adding waits with a file until the next batch comes: so the last one is known, and says how many samples there are.
    void Flush(bool isLast)
    {
        Dictionary<string, string> texts = new() { [FirstKey] = Number(_written), [NameKey] = _info.Name };
        if (_info.ClassNames.Count > 0)
            texts[ClassesKey] = string.Join('\n', _info.ClassNames);
        if (isLast)
            texts[CountKey] = Number(Count);
        List<KeyValuePair<string, Tensor>> tensors = [];
        for (int i = 0; i < _pending[0].Inputs.Count; i++)
            tensors.Add(new(string.Create(CultureInfo.InvariantCulture, $"input.{i}"), Tensor.Concatenate([.. _pending.Select(batch => batch.Inputs[i])])));
        for (int i = 0; i < _pending[0].Targets.Count; i++)
            tensors.Add(new(string.Create(CultureInfo.InvariantCulture, $"target.{i}"), Tensor.Concatenate([.. _pending.Select(batch => batch.Targets[i])])));
        Safetensors.Save(Path.Combine(_temporary, string.Create(CultureInfo.InvariantCulture, $"{++_files:D6}{Extension}")), tensors, texts);
        _written = Count;
        _pendingBytes = 0;
        _pending.Clear();
    }

    static long Bytes(Batch batch) => batch.Inputs.Concat(batch.Targets).Sum(tensor => tensor.Spec.Bytes);

    static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    static string[] Kind(Batch batch) =>
        [.. batch.Inputs.Select(tensor => $"input {Sample(tensor)}"), .. batch.Targets.Select(tensor => $"target {Sample(tensor)}")];

    static TensorSpec Sample(Tensor tensor) => new(tensor.DType, tensor.Shape[1..]);
}
