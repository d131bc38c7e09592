using System.Text.Json;

namespace Lamina.Formats;

/// <summary>A JSON text of a stranger, read token by token: no name twice, no deep nesting, and every fault is a <see cref="FileFormatException"/> with its place.</summary>
/// <param name="path">The file, for errors.</param>
/// <param name="start">Where the text starts in the file, for errors.</param>
/// <param name="what">What errors call the text.</param>
internal abstract class StrictJson(string path, long start, string what)
{
    protected const string Remade = "The file is damaged or was made by a faulty writer; get or make it again.";

    protected string Path => path;

    protected long Start => start;

    /// <summary>Reads the members of the outermost object.</summary>
    protected abstract void ParseMember(ref Utf8JsonReader reader, string name);

    protected void ParseObject(ReadOnlySpan<byte> json)
    {
        Utf8JsonReader reader = new(json, new JsonReaderOptions { MaxDepth = 8 });
        try
        {
            Expect(ref reader, JsonTokenType.StartObject, $"{what} is a JSON object");
            HashSet<string> names = [];
            while (NextName(ref reader) is { } name)
            {
                if (!names.Add(name))
                    throw Fault(ref reader, $"the name '{Shown(name)}' is there twice.", Remade);
                ParseMember(ref reader, name);
            }

            if (reader.Read())
                throw Fault(ref reader, $"something follows the JSON object of {what}.", Remade);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // The reader says InvalidOperation of text that is not UTF-8.
            throw Fault(ref reader, $"{what} is not well-formed JSON ({error.Message}).", Remade, error);
        }
    }

    protected void Expect(ref Utf8JsonReader reader, JsonTokenType wanted, string rule)
    {
        if (Next(ref reader) != wanted)
            throw Fault(ref reader, $"{rule}; got {reader.TokenType}.", Remade);
    }

    protected static JsonTokenType Next(ref Utf8JsonReader reader) => reader.Read() ? reader.TokenType : throw new JsonException("it ends early");

    protected static string? NextName(ref Utf8JsonReader reader) => Next(ref reader) == JsonTokenType.PropertyName ? reader.GetString() : null;

    protected FileFormatException Fault(ref Utf8JsonReader reader, string problem, string remedy, Exception? inner = null) =>
        new(path, start + reader.TokenStartIndex, problem, remedy, inner);

    /// <summary>A name from a file, as errors show it: cut short, without control characters.</summary>
    public static string Shown(string name)
    {
        string cut = name.Length > 80 ? name[..80] + "…" : name;
        return string.Concat(cut.Select(c => char.IsControl(c) ? '?' : c));
    }
}
