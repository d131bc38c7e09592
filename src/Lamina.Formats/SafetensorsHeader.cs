using System.Text.Json;

namespace Lamina.Formats;

/// <summary>Parses the JSON header of a safetensors file, trusting nothing in it.</summary>
/// <param name="path">The file, for errors.</param>
/// <param name="start">Where the header starts in the file, for errors.</param>
/// <param name="dataLength">Bytes of the file after the header.</param>
internal sealed class SafetensorsHeader(string path, long start, long dataLength) : StrictJson(path, start, "the header")
{
    /// <summary>The tensors, in the order of the header.</summary>
    public List<SafetensorsEntry> Entries { get; } = [];

    public OrderedDictionary<string, string> Metadata { get; } = [];

    public void Parse(ReadOnlySpan<byte> json)
    {
        ParseObject(json);
        CheckCover();
    }

    protected override void ParseMember(ref Utf8JsonReader reader, string name)
    {
        if (name == "__metadata__")
            ParseMetadata(ref reader);
        else
            Entries.Add(ParseEntry(ref reader, name));
    }

    void ParseMetadata(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.StartObject, "'__metadata__' is an object of texts");
        while (NextName(ref reader) is { } name)
        {
            Expect(ref reader, JsonTokenType.String, $"'{Shown(name)}' of '__metadata__' is a text");
            if (!Metadata.TryAdd(name, reader.GetString()!))
                throw Fault(ref reader, $"'__metadata__' holds '{Shown(name)}' twice.", Remade);
        }
    }

    SafetensorsEntry ParseEntry(ref Utf8JsonReader reader, string name)
    {
        Expect(ref reader, JsonTokenType.StartObject, $"'{Shown(name)}' is an object");
        DType? dtype = null;
        long[]? sizes = null, offsets = null;
        while (NextName(ref reader) is { } field)
        {
            if (field is "dtype" && dtype is null)
                dtype = ParseDType(ref reader, name);
            else if (field is "shape" && sizes is null)
                sizes = ParseNumbers(ref reader, name, field, Shape.MaxRank);
            else if (field is "data_offsets" && offsets is null)
                offsets = ParseNumbers(ref reader, name, field, 2);
            else if (field is "dtype" or "shape" or "data_offsets")
                throw Fault(ref reader, $"'{Shown(name)}' holds '{field}' twice.", Remade);
            else
                reader.Skip();
        }

        if (dtype is null || sizes is null || offsets is not { Length: 2 })
            throw Fault(ref reader, $"'{Shown(name)}' lacks its dtype, its shape, or two data_offsets.", Remade);
        return Check(ref reader, name, dtype.Value, sizes, offsets[0], offsets[1]);
    }

    DType ParseDType(ref Utf8JsonReader reader, string name)
    {
        Expect(ref reader, JsonTokenType.String, $"the dtype of '{Shown(name)}' is a text");
        string text = reader.GetString()!;
        return SafetensorsDTypes.Find(text) ?? throw Fault(ref reader, $"'{Shown(name)}' has the dtype '{Shown(text)}', which Lamina does not hold (it holds {SafetensorsDTypes.All}).",
            "Convert it to one of these where the file was made.");
    }

    long[] ParseNumbers(ref Utf8JsonReader reader, string name, string field, int most)
    {
        Expect(ref reader, JsonTokenType.StartArray, $"'{field}' of '{Shown(name)}' is a list");
        List<long> numbers = [];
        while (Next(ref reader) != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out long number) || number < 0)
                throw Fault(ref reader, $"'{field}' of '{Shown(name)}' holds something other than a whole number from 0 to 2⁶³−1.", Remade);
            if (numbers.Count == most)
                throw Fault(ref reader, $"'{field}' of '{Shown(name)}' has more than {most} numbers.", Remade);
            numbers.Add(number);
        }

        return [.. numbers];
    }

    SafetensorsEntry Check(ref Utf8JsonReader reader, string name, DType dtype, long[] sizes, long begin, long end)
    {
        if (begin > end || end > dataLength)
            throw Fault(ref reader, $"'{Shown(name)}' lies at bytes {begin} to {end} of {dataLength}.", "The file is cut short or damaged; get or make it again.");
        Shape shape;
        try
        {
            shape = Shape.Create(sizes);
        }
        catch (ShapeException error)
        {
            throw Fault(ref reader, $"'{Shown(name)}' has a shape that no tensor can have ({error.Message})", Remade, error);
        }

        // Shape.Create holds the count below 2⁶³ ÷ 8, so the product does not overflow.
        long bytes = shape.Count * dtype.Size();
        if (bytes != end - begin)
            throw Fault(ref reader, $"'{Shown(name)}' is {dtype.Name()}{shape}, which takes {bytes} bytes, but its data_offsets [{begin}, {end}] hold {end - begin}.", Remade);
        return new SafetensorsEntry(name, dtype, shape, begin, end);
    }

    // The tensors' bytes must follow one another from the first byte to the last: no overlap, and nothing hidden between.
    void CheckCover()
    {
        long covered = 0;
        string before = "the header";
        foreach (SafetensorsEntry entry in Entries.OrderBy(entry => entry.Begin).ThenBy(entry => entry.End))
        {
            if (entry.Begin != covered)
            {
                string fault = entry.Begin < covered ? "overlaps" : "leaves a gap after";
                throw new FileFormatException(Path, Start, $"'{Shown(entry.Name)}' starts at byte {entry.Begin} of the data and {fault} {before}, which ends at {covered}.", Remade);
            }

            covered = entry.End;
            before = $"'{Shown(entry.Name)}'";
        }

        if (covered != dataLength)
            throw new FileFormatException(Path, Start, $"the tensors take {covered} bytes, but {dataLength} follow the header.", Remade);
    }
}
