using System.Text.Json;

namespace Lamina.Formats;

/// <summary>The index of a set of safetensors files: which tensor lies in which file. Trusts nothing in it.</summary>
/// <param name="path">The index, for errors.</param>
internal sealed class SafetensorsIndex(string path) : StrictJson(path, 0, "the index")
{
    bool _hasMap;

    /// <summary>Names of files by names of tensors, in the order of the index; each checked to name a file of the index's own folder.</summary>
    public OrderedDictionary<string, string> Files { get; } = [];

    /// <summary>Texts, numbers and truth values of the index's metadata, as they are written.</summary>
    public OrderedDictionary<string, string> Metadata { get; } = [];

    /// <summary>Reads an index.</summary>
    /// <exception cref="FileFormatException">The index breaks a rule of the format, or names files elsewhere.</exception>
    public static SafetensorsIndex Load(string path)
    {
        using FileStream stream = InputFile.Open(path, "the index of a set of safetensors files", File.OpenRead);
        if (stream.Length > Safetensors.MaxHeaderBytes)
            throw new FileFormatException(path, 0, $"the index has {stream.Length} bytes; at most {Safetensors.MaxHeaderBytes} are read.", "Write fewer tensors into the set.");
        byte[] json = new byte[stream.Length];
        int got = stream.ReadAtLeast(json, json.Length, throwOnEndOfStream: false);
        SafetensorsIndex index = new(path);
        index.Parse(json.AsSpan(0, got));
        return index;
    }

    public static void Write(Stream stream, OrderedDictionary<string, string> files, long totalBytes)
    {
        using Utf8JsonWriter writer = new(stream, new JsonWriterOptions { Indented = true });
        writer.WriteStartObject();
        writer.WriteStartObject("metadata");
        writer.WriteNumber("total_size", totalBytes);
        writer.WriteEndObject();
        writer.WriteStartObject("weight_map");
        foreach ((string name, string file) in files)
            writer.WriteString(name, file);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    /// <summary>Where a file of the set lies.</summary>
    /// <exception cref="FileFormatException">It is a link.</exception>
    public string Locate(string file)
    {
        FileInfo place = new(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!, file));

        // No link is followed, not even one that seems to stay in the folder: over links and '..' the same path can mean two places.
        if (place.LinkTarget is not null)
            throw new FileFormatException(Path, null, $"'{Shown(file)}' is a link, which is not followed.", "Copy the files themselves beside the index (cp -L follows the links of a download cache).");
        return place.FullName;
    }

    void Parse(ReadOnlySpan<byte> json)
    {
        ParseObject(json);
        if (!_hasMap)
            throw new FileFormatException(Path, 0, "the index has no 'weight_map'.", "It is no index of safetensors files, or it is damaged; get or make it again.");
    }

    protected override void ParseMember(ref Utf8JsonReader reader, string name)
    {
        if (name == "weight_map")
            ParseMap(ref reader);
        else if (name == "metadata")
            ParseMetadata(ref reader);
        else
            reader.Skip();
    }

    void ParseMap(ref Utf8JsonReader reader)
    {
        _hasMap = true;
        Expect(ref reader, JsonTokenType.StartObject, "'weight_map' is an object of texts");
        while (NextName(ref reader) is { } name)
        {
            Expect(ref reader, JsonTokenType.String, $"the file of '{Shown(name)}' is a text");
            string file = reader.GetString()!;
            if (!IsPlain(file))
                throw Fault(ref reader, $"'{Shown(name)}' is said to lie in '{Shown(file)}', which is no name of a .safetensors file in the index's own folder.", "Such a file is not read; get the index from whom you trust, or make it again.");
            if (!Files.TryAdd(name, file))
                throw Fault(ref reader, $"'weight_map' holds '{Shown(name)}' twice.", Remade);
        }
    }

    void ParseMetadata(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.StartObject, "'metadata' is an object");
        while (NextName(ref reader) is { } name)
        {
            JsonTokenType kind = Next(ref reader);
            if (kind is JsonTokenType.StartObject or JsonTokenType.StartArray or JsonTokenType.Null)
            {
                reader.Skip();
                continue;
            }

            string value = kind == JsonTokenType.String ? reader.GetString()! : System.Text.Encoding.UTF8.GetString(reader.ValueSpan);
            if (!Metadata.TryAdd(name, value))
                throw Fault(ref reader, $"'metadata' holds '{Shown(name)}' twice.", Remade);
        }
    }

    // The separators of every system are refused on every system; a colon leads to drives and hidden streams, a first dot to nothing that is a shard.
    static bool IsPlain(string file) =>
        file.EndsWith(".safetensors", StringComparison.Ordinal) && file[0] != '.' && file.Length <= 255 && !file.AsSpan().ContainsAny('/', '\\', ':') && !file.Any(char.IsControl);
}
