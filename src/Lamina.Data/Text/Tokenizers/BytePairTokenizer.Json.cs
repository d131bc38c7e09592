using System.Text.Encodings.Web;
using System.Text.Json;

namespace Lamina.Data.Text;

/// <content>Reading and writing.</content>
public sealed partial class BytePairTokenizer
{
    const string Format = "lamina-byte-pair";
    const long LongestFile = 64 << 20;

    /// <summary>Reads a tokenizer that <see cref="Save"/> wrote. The file is data of a stranger: every number is checked.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="DataFormatException">The file is none, or is damaged.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static BytePairTokenizer Load(string path)
    {
        using FileStream file = InputFile.Open(path, "a byte-pair tokenizer", File.OpenRead);
        if (file.Length > LongestFile)
            throw Fault(path, $"it has {file.Length} bytes, and none that this class writes has more than {LongestFile}");
        byte[] bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return Parse(bytes, path);
    }

    /// <summary>Reads what <see cref="ToJson"/> gave.</summary>
    /// <param name="json">UTF-8.</param>
    /// <param name="name">What errors call it.</param>
    /// <exception cref="DataFormatException">It is none, or is damaged.</exception>
    public static BytePairTokenizer Parse(ReadOnlyMemory<byte> json, string name = "tokenizer")
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 4 });
            JsonElement root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("format", out JsonElement format) || format.ValueKind != JsonValueKind.String || format.GetString() != Format)
                throw Fault(name, $"it is no JSON object with \"format\": \"{Format}\"");
            string[] specials = [.. Items(root, "specials", name).Select(one => one.ValueKind == JsonValueKind.String ? one.GetString()! : throw Fault(name, "a name in 'specials' is no text"))];
            int[] numbers = [.. Items(root, "merges", name).Select(one => one.ValueKind == JsonValueKind.Number && one.TryGetInt32(out int number) ? number : throw Fault(name, "'merges' has what is no whole number"))];
            if (numbers.Length % 2 != 0)
                throw Fault(name, $"'merges' has {numbers.Length} numbers, and each merge two");
            return new BytePairTokenizer([.. numbers.Chunk(2).Select(pair => (pair[0], pair[1]))], specials);
        }
        catch (JsonException error)
        {
            throw Fault(name, $"it is no JSON ({error.Message.TrimEnd('.')})", error);
        }
        catch (InvalidOperationException error)
        {
            // What the reader says of text that is not UTF-8.
            throw Fault(name, $"it is not UTF-8 ({error.Message.TrimEnd('.')})", error);
        }
    }

    /// <summary>Writes the tokenizer as JSON, whole or not at all.</summary>
    /// <param name="path">Where to.</param>
    public void Save(string path) => AtomicFile.Write(path, stream => stream.Write(ToJson()));

    /// <summary>The tokenizer as JSON in UTF-8: the names of the special tokens, and two numbers for each merge.</summary>
    public byte[] ToJson()
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writer.WriteString("format", Format);
            writer.WriteStartArray("specials");
            foreach (string special in Specials)
                writer.WriteStringValue(special);
            writer.WriteEndArray();
            writer.WriteStartArray("merges");
            foreach ((int left, int right) in Merges)
            {
                writer.WriteNumberValue(left);
                writer.WriteNumberValue(right);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return stream.ToArray();
    }

    static IEnumerable<JsonElement> Items(JsonElement root, string key, string name) =>
        root.TryGetProperty(key, out JsonElement list) && list.ValueKind == JsonValueKind.Array && list.GetArrayLength() <= 2 * MostTokens
            ? list.EnumerateArray()
            : throw Fault(name, $"'{key}' is missing, or is no list of a sensible length");

    static DataFormatException Fault(string name, string problem, Exception? inner = null) =>
        new($"'{name}' is no byte-pair tokenizer of Lamina: {problem}. Save it anew with BytePairTokenizer.Save.", inner);
}
