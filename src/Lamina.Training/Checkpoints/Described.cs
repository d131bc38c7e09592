using System.Text.Json;
using Lamina.Formats;
using Lamina.NN;

namespace Lamina.Training;

/// <summary>An object of a model file's JSON, read without trust: what is missing, of another kind or out of range is an error that names the place.</summary>
internal sealed class Described
{
    public const string Remade = "The file is damaged or was made by another version; get or make it again.";

    readonly JsonElement _element;
    readonly ElementBudget _budget;

    public Described(string file, string place, JsonElement element, ElementBudget budget)
    {
        (File, Place, _element, _budget) = (file, place, element, budget);
        if (element.ValueKind != JsonValueKind.Object)
            throw Fault("it is no object");
    }

    public string File { get; }

    public string Place { get; }

    public bool Has(string name) => _element.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null;

    public Described Object(string name) => new(File, $"{Place}.{name}", Required(name), _budget);

    public IReadOnlyList<Described> Objects(string name) =>
        [.. Items(name).Select((item, i) => new Described(File, $"{Place}.{name}[{i}]", item, _budget))];

    public string Text(string name) =>
        Text(name, Required(name));

    public IReadOnlyList<string> Texts(string name) =>
        [.. Items(name).Select(item => Text(name, item))];

    public bool Bool(string name) => Required(name).ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Fault($"'{name}' is neither true nor false"),
    };

    public long Long(string name, long least = long.MinValue) => Whole(name, Required(name), least);

    public int Int(string name, int least = int.MinValue) => Long(name, least) is <= int.MaxValue and >= int.MinValue and var value ? (int)value : throw Fault($"'{name}' is too large");

    public int? OptionalInt(string name, int least) => Has(name) ? Int(name, least) : null;

    public double Double(string name) => Number(name, Required(name));

    public double? OptionalDouble(string name) => Has(name) ? Double(name) : null;

    public IReadOnlyList<double> Doubles(string name) => [.. Items(name).Select(item => Number(name, item))];

    public IReadOnlyList<long> Longs(string name) => [.. Items(name).Select(item => Whole(name, item, long.MinValue))];

    public Shape? OptionalShape(string name) => Has(name) ? (Shape?)Shape.Create([.. Longs(name)]) : null;

    public DType DType(string name)
    {
        string text = Text(name);
        foreach (DType known in Enum.GetValues<DType>())
        {
            if (known.Name() == text)
                return known;
        }

        throw Fault($"'{text}' is no dtype");
    }

    public Size2 Size2(string name, int least) => Longs(name) is [var height, var width] && height >= least && width >= least && height <= int.MaxValue && width <= int.MaxValue
        ? new Size2((int)height, (int)width)
        : throw Fault($"'{name}' is no pair of numbers of at least {least}");

    public Size3 Size3(string name, int least) => Longs(name) is [var depth, var height, var width] list && list.All(size => size >= least && size <= int.MaxValue)
        ? new Size3((int)depth, (int)height, (int)width)
        : throw Fault($"'{name}' is no three numbers of at least {least}");

    public Padding3 Padding3(string name)
    {
        if (Required(name) is { ValueKind: JsonValueKind.String })
            return Padding(name);
        Size3 sizes = Size3(name, 0);
        return (sizes.Depth, sizes.Height, sizes.Width);
    }

    public Padding Padding(string name)
    {
        if (Required(name) is { ValueKind: JsonValueKind.String })
            return Text(name) == "same" ? NN.Padding.Same : throw Fault($"'{name}' is no padding");
        Size2 sizes = Size2(name, 0);
        return (sizes.Height, sizes.Width);
    }

    /// <summary>Notes that a layer of so many elements is about to be made. A file cannot ask for more than it holds.</summary>
    public void Spend(params ReadOnlySpan<long> factors)
    {
        Int128 product = 1;
        foreach (long factor in factors)
        {
            product *= factor;
            if (product > long.MaxValue || product < 0)
                throw Fault("it describes a layer larger than any machine holds");
        }

        if (!_budget.Spend((long)product))
            throw Fault("it describes more elements than the file has weights for");
    }

    public FileFormatException Fault(string problem, Exception? inner = null) => new(File, null, $"{Place} of the description: {problem}.", Remade, inner);

    IEnumerable<JsonElement> Items(string name) =>
        Required(name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : throw Fault($"'{name}' is no list");

    JsonElement Required(string name) => _element.TryGetProperty(name, out JsonElement value) ? value : throw Fault($"'{name}' is missing");

    string Text(string name, JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Fault($"'{name}' is no text");
        }
        catch (InvalidOperationException error)
        {
            throw Fault($"'{name}' is not well-formed text", error);
        }
    }

    long Whole(string name, JsonElement value, long least) => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long number) && number >= least
        ? number
        : throw Fault($"'{name}' is no whole number{(least > long.MinValue ? $" of at least {least}" : "")}");

    // JSON has no infinity: such numbers stand as texts.
    double Number(string name, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.String when Text(name, value) == "Infinity" => double.PositiveInfinity,
        JsonValueKind.String when Text(name, value) == "-Infinity" => double.NegativeInfinity,
        _ => throw Fault($"'{name}' is no number"),
    };
}
