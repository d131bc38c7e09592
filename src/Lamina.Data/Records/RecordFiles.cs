using System.Globalization;
using Lamina.Formats;

namespace Lamina.Data;

/// <summary>The open files of a set, and what their headers say together.</summary>
internal sealed class RecordFiles
{
    const long SmallColumnBytes = 8 << 20, SmallSampleBytes = 16;

    readonly string _path;
    readonly SafetensorsReader[] _files;
    readonly string[] _names;
    readonly long[] _starts;

    public RecordFiles(string path)
    {
        _path = path;
        _names = File.Exists(path) ? [path] : [.. Directory.GetFiles(path, "*" + RecordWriter.Extension).Order(StringComparer.Ordinal)];
        if (_names.Length == 0)
            throw new DataFormatException($"{path}: there is no {RecordWriter.Extension} file in this folder. Give the folder that `Records.Write` made.");
        List<SafetensorsReader> files = [];
        try
        {
            foreach (string name in _names)
            {
                // A folder from elsewhere does not lead out of itself.
                if (name != path && new FileInfo(name).LinkTarget is not null)
                    throw new DataFormatException($"{name}: this is a link, and links in the folder of a set are not followed. Put the file in its place, or open it by itself.");
                files.Add(Safetensors.Open(name));
            }
            _files = [.. files];
            _starts = Indices.Starts([.. _files.Select(Count)]);
            Compare();
        }
        catch
        {
            files.ForEach(file => file.Dispose());
            throw;
        }
    }

    public ArrayDataset Dataset()
    {
        IReadOnlyDictionary<string, string> texts = _files[0].Metadata;
        DatasetInfo info = new()
        {
            Name = texts.TryGetValue(RecordWriter.NameKey, out string? name) ? Shown([name]) : Path.GetFileNameWithoutExtension(_path),
            ClassNames = texts.TryGetValue(RecordWriter.ClassesKey, out string? classes) ? [.. classes.Split('\n').Select(text => Shown([text]))] : [],
        };
        return new ArrayDataset(Rows("input."), Rows("target."), info);
    }

    RowStore[] Rows(string kind)
    {
        int count = _files[0].Specs.Keys.Count(name => name.StartsWith(kind, StringComparison.Ordinal));
        return [.. Enumerable.Range(0, count).Select(i => Column(new RecordRows(_files, string.Create(CultureInfo.InvariantCulture, $"{kind}{i}"), _starts)))];
    }

    // A label by itself costs a read as long as that of a whole picture.
    static RowStore Column(RecordRows rows)
    {
        long bytes = rows.Shape.Count * rows.DType.Size();
        return bytes <= SmallColumnBytes && bytes / rows.Count <= SmallSampleBytes ? new RowStore(rows.ToTensor()) : rows;
    }

    static bool IsRecord(string name, int inputs, int targets)
    {
        int dot = name.IndexOf('.', StringComparison.Ordinal);
        return dot > 0
            && int.TryParse(name.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            && name == string.Create(CultureInfo.InvariantCulture, $"{name[..dot]}.{number}")
            && name[..dot] switch { "input" => number < inputs, "target" => number < targets, _ => false };
    }

    long Count(SafetensorsReader file, int at)
    {
        int inputs = file.Specs.Keys.Count(name => name.StartsWith("input.", StringComparison.Ordinal));
        int targets = file.Specs.Keys.Count(name => name.StartsWith("target.", StringComparison.Ordinal));
        if (inputs == 0 || inputs + targets != file.Specs.Count || file.Specs.Keys.FirstOrDefault(name => !IsRecord(name, inputs, targets)) is not null)
            throw new DataFormatException($"{_names[at]}: the tensors of a set are 'input.0', 'input.1' … and 'target.0' …; this file has {Shown(file.Specs.Keys)}. Give its tensors such names.");
        if (file.Specs.Values.Any(spec => spec.Shape.Rank == 0 || spec.Shape[0] != file.Specs.Values.First().Shape[0]))
            throw new DataFormatException($"{_names[at]}: the first axis of every tensor counts the samples and is the same; got {Shown(file.Specs.Values.Select(spec => $"{spec}"))}.");
        // Of samples without values, a few bytes could promise any number.
        if (file.Specs.Values.Any(spec => spec.Shape.Count == 0))
            throw new DataFormatException($"{_names[at]}: there are no samples, or samples without values, in {Shown(file.Specs.Select(tensor => $"{tensor.Key} {tensor.Value}"))}. Leave such a file out.");
        return file.Specs.Values.First().Shape[0];
    }

    void Compare()
    {
        for (int at = 0; at < _files.Length; at++)
        {
            foreach ((string name, TensorSpec spec) in _files[0].Specs)
            {
                if (!_files[at].Specs.TryGetValue(name, out TensorSpec other) || _files[at].Specs.Count != _files[0].Specs.Count || other.DType != spec.DType || other.Shape[1..] != spec.Shape[1..])
                    throw new DataFormatException($"{_names[at]}: the samples are not those of {Path.GetFileName(_names[0])}, in which '{name}' is {spec}. The files belong to different sets.");
            }

            if (Number(at, RecordWriter.FirstKey) is { } first && first != _starts[at])
                throw new DataFormatException($"{_names[at]}: the file begins with sample {first} of its set, but the files before it have {_starts[at]} samples. A file is missing, or is not of this set; get all of them again.");
        }

        long? count = Number(_files.Length - 1, RecordWriter.CountKey);
        if (count is null && Number(_files.Length - 1, RecordWriter.FirstKey) is not null)
            throw new DataFormatException($"{_names[^1]}: more files follow in the set than there are. Get all of them again.");
        if (count is not null && count != _starts[^1])
            throw new DataFormatException($"{_path}: the set has {count} samples, its files have {_starts[^1]}. Get all of them again.");
    }

    long? Number(int at, string key)
    {
        if (!_files[at].Metadata.TryGetValue(key, out string? text))
            return null;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? number
            : throw new DataFormatException($"{_names[at]}: '{key}' is to be a number. The file is damaged; get it again.");
    }

    static string Shown(IEnumerable<string> names) => string.Concat(string.Join(", ", names.Take(8)).Take(200).Select(letter => char.IsControl(letter) ? '?' : letter));
}
