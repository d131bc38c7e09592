using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Lamina.Pipelines;

/// <summary>What describes a pipeline: a JSON object of numbers and texts. It is read without trust: each value is asked for with the bounds that it must keep.</summary>
public sealed class PipelineFile
{
    // Names and words are to be read as they are.
    static readonly JsonSerializerOptions s_written = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    readonly JsonObject _values;

    /// <summary>A description without values.</summary>
    /// <param name="path">The file that it is for, by which errors name it.</param>
    public PipelineFile(string path)
        : this(path, [])
    {
    }

    PipelineFile(string path, JsonObject values) => (Path, _values) = (path, values);

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Reads a description.</summary>
    /// <param name="path">The file, for errors.</param>
    /// <param name="json">Its bytes.</param>
    /// <exception cref="PipelineException">They are no JSON object.</exception>
    public static PipelineFile Parse(string path, ReadOnlySpan<byte> json)
    {
        try
        {
            JsonObject values = JsonNode.Parse(json, documentOptions: new JsonDocumentOptions { MaxDepth = 8 }) as JsonObject ?? throw new PipelineException($"'{path}' holds no JSON object.");

            // The members are parsed when they are first asked for; a name that is there twice would be found out only then.
            _ = values.Count;
            return new PipelineFile(path, values);
        }
        catch (Exception error) when (error is JsonException or ArgumentException or InvalidOperationException)
        {
            throw new PipelineException($"'{path}' is damaged: it is no JSON ({error.Message.TrimEnd('.')}). Train the run again, or put the file back.", error);
        }
    }

    /// <summary>How many numbers stand in the file of weights beside the description.</summary>
    internal long Weights { get; set; } = long.MaxValue;

    /// <summary>The description as JSON.</summary>
    public string ToJson() => _values.ToJsonString(s_written);

    /// <summary>True if there is a value of a name.</summary>
    /// <param name="name">The name.</param>
    public bool Has(string name) => _values.ContainsKey(name);

    /// <summary>Sets a text.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The value.</param>
    public void Set(string name, string value) => _values[name] = value;

    /// <summary>Sets a whole number.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The value.</param>
    public void Set(string name, long value) => _values[name] = value;

    /// <summary>Sets a number.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The value; it is finite.</param>
    public void Set(string name, double value) => _values[name] = value;

    /// <summary>Sets a yes or no.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The value.</param>
    public void Set(string name, bool value) => _values[name] = value;

    /// <summary>Sets texts.</summary>
    /// <param name="name">The name.</param>
    /// <param name="values">The values.</param>
    public void Set(string name, IEnumerable<string> values) => _values[name] = new JsonArray([.. values.Select(value => (JsonNode?)value)]);

    /// <summary>Sets numbers.</summary>
    /// <param name="name">The name.</param>
    /// <param name="values">The values; they are finite.</param>
    public void Set(string name, IEnumerable<double> values) => _values[name] = new JsonArray([.. values.Select(value => (JsonNode?)value)]);

    /// <summary>A whole number.</summary>
    /// <param name="name">The name.</param>
    /// <param name="least">The smallest that makes sense.</param>
    /// <param name="most">The largest that makes sense.</param>
    /// <exception cref="PipelineException">There is none, or it is outside of the bounds.</exception>
    public int Int(string name, int least, int most) =>
        Value(name) is { } value && value.TryGetValue(out long number) && number >= least && number <= most
            ? (int)number
            : throw Fault(name, $"a whole number from {least} to {most}");

    /// <summary>A finite number.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="PipelineException">There is none.</exception>
    public double Real(string name) => Value(name) is { } value && value.TryGetValue(out double number) && double.IsFinite(number) ? number : throw Fault(name, "a number");

    /// <summary>A text.</summary>
    /// <param name="name">The name.</param>
    /// <param name="most">The most letters.</param>
    /// <exception cref="PipelineException">There is none, or it is longer.</exception>
    public string Text(string name, int most = 10_000) => Value(name) is { } value && IsText(value, out string text) && text.Length <= most ? text : throw Fault(name, $"a text of {most} letters at most");

    /// <summary>A yes or no.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="PipelineException">There is none.</exception>
    public bool Flag(string name) => Value(name) is { } value && value.TryGetValue(out bool flag) ? flag : throw Fault(name, "true or false");

    /// <summary>Texts.</summary>
    /// <param name="name">The name.</param>
    /// <param name="most">The most of them.</param>
    /// <exception cref="PipelineException">There are none, more, or one is no text.</exception>
    public IReadOnlyList<string> Texts(string name, int most) =>
        List(name, most, value => IsText(value, out string text) ? text : null) ?? throw Fault(name, $"a list of {most} texts at most");

    /// <summary>Finite numbers.</summary>
    /// <param name="name">The name.</param>
    /// <param name="most">The most of them.</param>
    /// <exception cref="PipelineException">There are none, more, or one is no number.</exception>
    public IReadOnlyList<double> Reals(string name, int most) =>
        [.. (List(name, most, value => value.TryGetValue(out double number) && double.IsFinite(number) ? (object)number : null) ?? throw Fault(name, $"a list of {most} numbers at most")).Cast<double>()];

    /// <summary>Refuses a network that is larger than the file of its weights, before it is made: it would fill the memory only to be refused then.</summary>
    /// <param name="name">The value that says most of its size.</param>
    /// <param name="least">How many weights it has at least.</param>
    /// <exception cref="PipelineException">There are not so many.</exception>
    internal void CheckWeights(string name, long least)
    {
        if (least <= Weights)
            return;
        throw new PipelineException(FormattableString.Invariant(
            $"'{Path}' is damaged: by '{name}' it describes another network than the one whose weights are kept beside it, with {least} numbers at least, where there are {Weights}. Train the run again, or put the file back."));
    }

    /// <summary>The error of a value that is missing or makes no sense.</summary>
    /// <param name="name">The name.</param>
    /// <param name="wanted">What it must be.</param>
    public PipelineException Fault(string name, string wanted)
    {
        string came = !_values.TryGetPropertyValue(name, out JsonNode? value) ? "nothing" : value is null ? "null" : Shown(value);
        return new PipelineException(string.Create(CultureInfo.InvariantCulture, $"'{Path}' is damaged: '{name}' must be {wanted}, and is {came}. Train the run again, or put the file back."));
    }

    JsonValue? Value(string name) => _values.TryGetPropertyValue(name, out JsonNode? value) ? value as JsonValue : null;

    IReadOnlyList<T>? List<T>(string name, int most, Func<JsonValue, T?> read)
        where T : class
    {
        if (!_values.TryGetPropertyValue(name, out JsonNode? node) || node is not JsonArray list || list.Count > most)
            return null;
        List<T> found = new(list.Count);
        foreach (JsonNode? item in list)
        {
            if (item is not JsonValue value || read(value) is not { } one)
                return null;
            found.Add(one);
        }

        return found;
    }

    // A text that is no valid Unicode cannot be had as a string.
    static bool IsText(JsonValue value, out string text)
    {
        text = "";
        try
        {
            if (!value.TryGetValue(out string? found))
                return false;
            text = found;
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    static string Shown(JsonNode value)
    {
        const int Most = 60;
        try
        {
            string json = value.ToJsonString();
            return json.Length <= Most ? json : $"{json[..Most]}…";
        }
        catch (InvalidOperationException)
        {
            return "no valid text";
        }
    }
}
