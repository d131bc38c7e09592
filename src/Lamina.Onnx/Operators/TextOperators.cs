using System.Globalization;
using System.Text.RegularExpressions;
using Lamina.Onnx.Import;
using Lamina.Onnx.Values;

namespace Lamina.Onnx.Operators;

/// <summary>Operators on strings.</summary>
internal static class TextOperators
{
    static readonly TimeSpan LongestMatch = TimeSpan.FromSeconds(5);

    public static void AddTo(OperatorTable table)
    {
        table.Add("StringConcat", call =>
        {
            (TextValue a, TextValue b) = (call.Texts(0), call.Texts(1));
            Shape shape = Shape.Broadcast(a.Shape, b.Shape) ?? throw call.Fault($"{a.Shape} and {b.Shape} do not broadcast");
            (string[] left, string[] right) = (Expand(call, a, shape), Expand(call, b, shape));
            call.Room(left.Sum(text => (double)text.Length) + right.Sum(text => (double)text.Length), sizeof(char));
            return [new TextValue([.. left.Zip(right, string.Concat)], shape)];
        });
        table.Add("StringSplit", Split);
        table.Add("StringNormalizer", Normalize);
        table.Add("RegexFullMatch", call =>
        {
            // The standard's expressions are RE2's, which need no memory of the way they came.
            Regex pattern = new($"^(?:{call.Text("pattern", "")})$", RegexOptions.CultureInvariant, LongestMatch);
            return [NodeCall.Of(Truths(call.Texts(0).Items.Select(text => pattern.IsMatch(text)), call.Texts(0).Shape))];
        });
        table.Add("TfIdfVectorizer", CountVectorizer.Run);
    }

    /// <summary>The texts of a shape that this one broadcasts to.</summary>
    public static string[] Expand(NodeCall call, TextValue text, Shape shape)
    {
        call.Room(shape.Count);
        Tensor places = Tensor.Arange(0, text.Items.Length, dtype: DType.Int64).Reshape(text.Shape).Expand(shape);
        return Array.ConvertAll(places.ToArray<long>(), place => text.Items[place]);
    }

    public static Tensor EqualTexts(NodeCall call, TextValue a, TextValue b)
    {
        Shape shape = Shape.Broadcast(a.Shape, b.Shape) ?? throw call.Fault($"{a.Shape} and {b.Shape} do not broadcast");
        return Truths(Expand(call, a, shape).Zip(Expand(call, b, shape), (left, right) => left == right), shape);
    }

    public static TextValue Concatenate(NodeCall call, TextValue[] parts, int axis)
    {
        // Numbers stand for the texts while they are put together.
        string[] all = [.. parts.SelectMany(part => part.Items)];
        long first = 0;
        Tensor[] places = Array.ConvertAll(parts, part => Tensor.Arange(first, first += part.Items.Length, dtype: DType.Int64).Reshape(part.Shape));
        Tensor joined = Tensor.Concatenate(places, axis);
        return new TextValue(Array.ConvertAll(joined.ToArray<long>(), place => all[place]), joined.Shape);
    }

    static Tensor Truths(IEnumerable<bool> truths, Shape shape) => Tensor.From(truths.ToArray()).Reshape(shape);

    static Value[] Split(NodeCall call)
    {
        TextValue x = call.Texts(0);
        string delimiter = call.Text("delimiter", "");
        long most = call.Int("maxsplit", long.MaxValue);
        string[][] parts = Array.ConvertAll(x.Items, text => Parts(text, delimiter, most));
        int width = parts.Length == 0 ? 0 : parts.Max(list => list.Length);
        string[] padded = [.. parts.SelectMany(list => list.Concat(Enumerable.Repeat("", width - list.Length)))];
        return [new TextValue(padded, Shape.Create([.. x.Shape, width])), NodeCall.Of(Tensor.From([.. parts.Select(list => (long)list.Length)]).Reshape(x.Shape))];
    }

    static string[] Parts(string text, string delimiter, long most)
    {
        int count = (int)Math.Min(int.MaxValue, most == long.MaxValue ? int.MaxValue : most + 1);
        if (delimiter.Length > 0)
            return text.Length == 0 ? [] : text.Split(delimiter, count);
        string rest = text.Trim();
        List<string> parts = [];
        while (rest.Length > 0 && parts.Count < count - 1 && rest.AsSpan().IndexOfAny(" \t\n\r\f\v") is var at && at >= 0)
        {
            parts.Add(rest[..at]);
            rest = rest[at..].TrimStart();
        }

        if (rest.Length > 0)
            parts.Add(rest);
        return [.. parts];
    }

    static Value[] Normalize(NodeCall call)
    {
        TextValue x = call.Texts(0);
        bool sensitive = call.Flag("is_case_sensitive");
        HashSet<string> stops = call.HasAttribute("stopwords") ? [.. call.Attribute("stopwords").Texts.Select(word => sensitive ? word : word.ToLowerInvariant())] : [];
        string[] kept = [.. x.Items.Where(text => !stops.Contains(sensitive ? text : text.ToLowerInvariant()))];
        CultureInfo culture = CultureInfo.InvariantCulture;
        kept = call.Text("case_change_action", "NONE") switch
        {
            "LOWER" => Array.ConvertAll(kept, text => text.ToLower(culture)),
            "UPPER" => Array.ConvertAll(kept, text => text.ToUpper(culture)),
            _ => kept,
        };
        if (kept.Length == 0)
            kept = [""];
        return [new TextValue(kept, x.Shape.Rank == 2 ? [1, kept.Length] : [kept.Length])];
    }
}
