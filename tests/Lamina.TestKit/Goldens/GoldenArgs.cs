using System.Text.Json;

namespace Lamina.TestKit.Goldens;

/// <summary>The arguments of a golden case, by PyTorch's names. A reader gives the default where the case leaves one out.</summary>
public sealed class GoldenArgs
{
    readonly JsonElement _args;

    public GoldenArgs(string json) => _args = JsonDocument.Parse(json).RootElement;

    public bool Has(string name) => _args.TryGetProperty(name, out _);

    public long Long(string name) => _args.GetProperty(name).GetInt64();

    public long Long(string name, long otherwise) => Has(name) ? Long(name) : otherwise;

    public int Int(string name) => checked((int)Long(name));

    public int Int(string name, int otherwise) => Has(name) ? Int(name) : otherwise;

    public double Double(string name, double otherwise) => Has(name) ? _args.GetProperty(name).GetDouble() : otherwise;

    /// <summary>A number, or null where the case says null.</summary>
    public double? Optional(string name, double? otherwise) =>
        !Has(name) ? otherwise : _args.GetProperty(name).ValueKind == JsonValueKind.Null ? null : _args.GetProperty(name).GetDouble();

    public bool Bool(string name, bool otherwise) => Has(name) ? _args.GetProperty(name).GetBoolean() : otherwise;

    public string Text(string name, string otherwise) => Has(name) ? _args.GetProperty(name).GetString()! : otherwise;

    public bool IsText(string name) => Has(name) && _args.GetProperty(name).ValueKind == JsonValueKind.String;

    /// <summary>A list of numbers, or a single number as a list of one; null stands for itself.</summary>
    public long?[] List(string name)
    {
        JsonElement value = _args.GetProperty(name);
        return value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(Number)] : [Number(value)];
    }

    /// <summary>A list of fractions, or a single one as a list of one.</summary>
    public double[] Doubles(string name)
    {
        JsonElement value = _args.GetProperty(name);
        return value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(element => element.GetDouble())] : [value.GetDouble()];
    }

    /// <summary>Height and width: a pair, or one number for both.</summary>
    public (int Height, int Width) Pair(string name, int otherwise) => Has(name) ? Pair(name) : (otherwise, otherwise);

    public (int Height, int Width) Pair(string name)
    {
        long?[] list = List(name);
        return ((int)list[0]!.Value, (int)list[^1]!.Value);
    }

    /// <summary>Depth, height and width: three numbers, or one for all.</summary>
    public (int Depth, int Height, int Width) Triple(string name, int otherwise)
    {
        if (!Has(name))
            return (otherwise, otherwise, otherwise);
        long?[] list = List(name);
        return ((int)list[0]!.Value, (int)list[list.Length / 2]!.Value, (int)list[^1]!.Value);
    }

    static long? Number(JsonElement element) => element.ValueKind == JsonValueKind.Null ? null : element.GetInt64();

    public override string ToString() => _args.GetRawText();
}
