using System.Text.Json.Nodes;
using Lamina.Data;

namespace Lamina.Training;

/// <summary>What was done to the columns of a table, in files.</summary>
internal static class TableForm
{
    // A file of a few bytes cannot ask for rows of any length.
    const int MaxBuckets = 1 << 20;

    public static JsonObject Write(TablePreprocessing table) => new() { ["columns"] = new JsonArray([.. table.Columns.Select(Write)]) };

    public static TablePreprocessing Make(Described description)
    {
        IReadOnlyList<Described> columns = description.Objects("columns");
        return columns.Count > 0 ? new TablePreprocessing([.. columns.Select(MakeColumn)]) : throw description.Fault("it names no columns");
    }

    static JsonObject Write(ColumnEncoder encoder)
    {
        JsonObject result = new() { ["column"] = encoder.Column };
        switch (encoder)
        {
            case NumberEncoder number:
                result["kind"] = "number";
                result["fill"] = number.Fill is { } fill ? Numbers.Json(fill) : null;
                result["indicator"] = number.HasIndicator;
                result["low"] = Numbers.Json(number.Low);
                result["high"] = Numbers.Json(number.High);
                result["logarithmic"] = number.IsLogarithmic;
                result["center"] = Numbers.Json(number.Center);
                result["scale"] = Numbers.Json(number.Scale);
                break;
            case CategoryEncoder category:
                result["kind"] = "category";
                result["encoding"] = category.Encoding.ToString();
                result["values"] = Numbers.Json(category.Values);
                result["buckets"] = category.Buckets;
                break;
            case TextEncoder text:
                result["kind"] = "text";
                result["weighting"] = text.Weighting.ToString();
                result["vocabulary"] = Numbers.Json(text.Vectorizer.Vocabulary);
                result["inverse_frequencies"] = Numbers.Json(text.Vectorizer.InverseFrequencies);
                break;
        }

        return result;
    }

    static ColumnEncoder MakeColumn(Described a) => a.Text("kind") switch
    {
        "number" => MakeNumber(a),
        "category" => MakeCategory(a),
        "text" => MakeText(a),
        var kind => throw a.Fault($"'{kind}' is no kind of column"),
    };

    static NumberEncoder MakeNumber(Described a)
    {
        NumberEncoder made = new()
        {
            Column = a.Text("column"),
            Fill = a.OptionalDouble("fill"),
            HasIndicator = a.Bool("indicator"),
            Low = a.Double("low"),
            High = a.Double("high"),
            IsLogarithmic = a.Bool("logarithmic"),
            Center = a.Double("center"),
            Scale = a.Double("scale"),
        };
        return made.Low <= made.High && made.Scale > 0 && double.IsFinite(made.Scale) && double.IsFinite(made.Center) ? made : throw a.Fault("its bounds or scale are out of range");
    }

    static CategoryEncoder MakeCategory(Described a)
    {
        CategoryEncoder made = new() { Column = a.Text("column"), Encoding = Named<CategoryEncoding>(a, "encoding"), Values = a.Texts("values"), Buckets = a.Int("buckets", 0) };
        bool isSound = made.Values.Distinct(StringComparer.Ordinal).Count() == made.Values.Count && (made.Encoding == CategoryEncoding.Hashing) == (made.Buckets > 0) && made.Buckets <= MaxBuckets;
        return isSound ? made : throw a.Fault("its values or buckets are out of range");
    }

    static TextEncoder MakeText(Described a)
    {
        try
        {
            return new TextEncoder
            {
                Column = a.Text("column"),
                Weighting = Named<TokenWeighting>(a, "weighting"),
                Vectorizer = new TextVectorizer(a.Texts("vocabulary"), a.Doubles("inverse_frequencies")),
            };
        }
        catch (ArgumentException error)
        {
            throw a.Fault(error.Message.ReplaceLineEndings(" ").TrimEnd('.'), error);
        }
    }

    static T Named<T>(Described a, string name)
        where T : struct, Enum =>
        Enum.TryParse(a.Text(name), out T value) && Enum.IsDefined(value) && value.ToString() == a.Text(name) ? value : throw a.Fault($"'{a.Text(name)}' is no {name}");
}
