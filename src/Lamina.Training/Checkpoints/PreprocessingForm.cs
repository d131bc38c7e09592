using System.Text.Json.Nodes;
using Lamina.Data;

namespace Lamina.Training;

/// <summary>What was done to the data, in files.</summary>
internal static class PreprocessingForm
{
    public static JsonObject Write(Preprocessing preprocessing)
    {
        JsonObject result = new() { ["class_names"] = Numbers.Json(preprocessing.ClassNames) };
        if (preprocessing.Normalization is { } normalization)
            result["normalization"] = Write(normalization);
        if (preprocessing.Table is { } table)
            result["table"] = TableForm.Write(table);
        if (preprocessing.Target is { } target)
            result["target"] = Write(target);
        if (preprocessing.Input is { } input)
            result["input"] = new JsonObject { ["dtype"] = input.DType.Name(), ["shape"] = Numbers.Json(input.Shape) };
        return result;
    }

    public static Preprocessing Make(Described description) => new()
    {
        ClassNames = description.Texts("class_names"),
        Normalization = description.Has("normalization") ? MakeNormalization(description.Object("normalization")) : null,
        Table = description.Has("table") ? TableForm.Make(description.Object("table")) : null,
        Target = description.Has("target") ? MakeNormalization(description.Object("target")) : null,
        Input = description.Has("input") ? MakeInput(description.Object("input")) : null,
    };

    static JsonObject Write(Normalization normalization) => new()
    {
        ["means"] = Numbers.Json(normalization.Means),
        ["deviations"] = Numbers.Json(normalization.Deviations),
        ["axis"] = normalization.Axis,
    };

    static Normalization MakeNormalization(Described a)
    {
        IReadOnlyList<double> means = a.Doubles("means"), deviations = a.Doubles("deviations");
        try
        {
            if (a.Has("axis"))
                return new Normalization(means, deviations, a.Int("axis"));
            return means.Count == 1 && deviations.Count == 1 ? new Normalization(means[0], deviations[0]) : throw a.Fault("without an axis there is one mean and one deviation");
        }
        catch (ArgumentException error)
        {
            throw a.Fault(error.Message.ReplaceLineEndings(" ").TrimEnd('.'), error);
        }
    }

    static TensorSpec MakeInput(Described a)
    {
        try
        {
            return new TensorSpec(a.DType("dtype"), Shape.Create([.. a.Longs("shape")]));
        }
        catch (ShapeException error)
        {
            throw a.Fault(error.Message.TrimEnd('.'), error);
        }
    }
}
