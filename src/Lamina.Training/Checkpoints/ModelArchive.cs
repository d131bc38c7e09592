using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using Lamina.Formats;

namespace Lamina.Training;

/// <summary>
/// The parts of a <c>.lamina</c> file: a zip of stored entries, <c>model.json</c>, <c>weights.safetensors</c>,
/// <c>optimizer.safetensors</c>, of a training that was broken off <c>fit.safetensors</c>, and <c>checksums.json</c> with the SHA-256 of each other.
/// </summary>
internal sealed record ModelArchive(JsonElement Description, OrderedDictionary<string, Tensor> Weights, OrderedDictionary<string, Tensor> Optimizer, OrderedDictionary<string, Tensor> Fit)
{
    const string DescriptionName = "model.json", WeightsName = "weights.safetensors", OptimizerName = "optimizer.safetensors", FitName = "fit.safetensors", ChecksumsName = "checksums.json";
    const int LongestText = 64 << 20;
    const string Remedy = "The file is damaged, cut short, or no model of Lamina; get or make it again.";

    public static void Write(string path, JsonObject description, IEnumerable<KeyValuePair<string, Tensor>> weights, IEnumerable<KeyValuePair<string, Tensor>> optimizer, IReadOnlyDictionary<string, Tensor>? fit = null) =>
        AtomicFile.Write(path, stream =>
        {
            using ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true);
            JsonObject checksums = new()
            {
                [DescriptionName] = Add(archive, DescriptionName, entry => WriteJson(entry, description)),
                [WeightsName] = Add(archive, WeightsName, entry => Safetensors.Save(entry, weights)),
                [OptimizerName] = Add(archive, OptimizerName, entry => Safetensors.Save(entry, optimizer)),
            };
            if (fit is not null)
                checksums[FitName] = Add(archive, FitName, entry => Safetensors.Save(entry, fit));
            Add(archive, ChecksumsName, entry => WriteJson(entry, checksums));
        });

    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="FileFormatException">The file is damaged, truncated, or something else.</exception>
    public static ModelArchive Read(string path)
    {
        using FileStream stream = InputFile.Open(path, "a model of Lamina", file => new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16));
        try
        {
            using ZipArchive archive = new(stream, ZipArchiveMode.Read);
            Dictionary<string, string> checksums = [];
            JsonElement sums = Text(path, archive, ChecksumsName, null);
            foreach (JsonProperty sum in sums.ValueKind == JsonValueKind.Object ? sums.EnumerateObject() : throw Fault(path, "the checksums are no object"))
                checksums[sum.Name] = sum.Value.ToString();
            return new ModelArchive(
                Text(path, archive, DescriptionName, checksums),
                Through(path, archive, WeightsName, checksums, entry => Safetensors.Load(entry, path).Tensors),
                Through(path, archive, OptimizerName, checksums, entry => Safetensors.Load(entry, path).Tensors),
                checksums.ContainsKey(FitName) ? Through(path, archive, FitName, checksums, entry => Safetensors.Load(entry, path).Tensors) : []);
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException or JsonException or NotSupportedException or ArgumentException or OverflowException or InvalidOperationException)
        {
            throw new FileFormatException(path, null, $"it cannot be read as a model ({error.Message.ReplaceLineEndings(" ").TrimEnd('.')}).", Remedy, error);
        }
    }

    static string Add(ZipArchive archive, string name, Action<Stream> write)
    {
        ZipArchiveEntry entry = archive.CreateEntry(name, CompressionLevel.NoCompression);

        // The same model makes the same bytes.
        entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using Stream inner = entry.Open();
        using CheckedStream stream = new(inner);
        write(stream);
        return stream.Checksum();
    }

    static void WriteJson(Stream stream, JsonObject value)
    {
        using Utf8JsonWriter writer = new(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        value.WriteTo(writer);
    }

    static JsonElement Text(string path, ZipArchive archive, string name, Dictionary<string, string>? checksums) => Through(path, archive, name, checksums, stream =>
    {
        if (stream.Length > LongestText)
            throw Fault(path, $"'{name}' has {stream.Length} bytes; at most {LongestText} are read");
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        using JsonDocument document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = 64 });
        return document.RootElement.Clone();
    });

    static T Through<T>(string path, ZipArchive archive, string name, Dictionary<string, string>? checksums, Func<CheckedStream, T> read)
    {
        ZipArchiveEntry[] found = [.. archive.Entries.Where(entry => entry.FullName == name)];
        if (found is not [var one])
            throw Fault(path, found.Length == 0 ? $"'{name}' is missing" : $"'{name}' is there twice");

        // Stored as it is: what an entry says it holds cannot be more than the file has.
        if (one.CompressedLength != one.Length)
            throw Fault(path, $"'{name}' is compressed, which models are not");
        using Stream inner = one.Open();
        using CheckedStream stream = new(inner, one.Length);
        T result = read(stream);
        if (checksums is not null && (!checksums.TryGetValue(name, out string? sum) || sum != stream.Checksum()))
            throw Fault(path, $"the checksum of '{name}' does not fit its content");
        return result;
    }

    static FileFormatException Fault(string path, string problem) => new(path, null, problem + ".", Remedy);
}
