using System.Text.Json.Nodes;
using Lamina.NN;

namespace Lamina.Training;

/// <summary>The losses that a file may name, and no others. Adding a loss to Lamina is adding a line to each of the two methods.</summary>
internal static class LossForms
{
    /// <summary>The description; null for a loss that is not Lamina's own.</summary>
    public static JsonObject? Write(Loss loss)
    {
        JsonObject? settings = loss switch
        {
            MeanSquaredErrorLoss or HalfMeanSquaredErrorLoss or MeanAbsoluteErrorLoss => [],
            HuberLoss x => new() { ["delta"] = Numbers.Json(x.Delta) },
            SmoothL1Loss x => new() { ["beta"] = Numbers.Json(x.Beta) },
            KullbackLeiblerLoss x => new() { ["log_target"] = x.LogTarget },
            BinaryCrossEntropyLoss x => new() { ["weight"] = Numbers.Json(x.Weight), ["label_smoothing"] = x.LabelSmoothing, ["epsilon"] = x.Epsilon },
            BinaryLogitsLoss x => new() { ["weight"] = Numbers.Json(x.Weight), ["positive_weight"] = Numbers.Json(x.PositiveWeight), ["label_smoothing"] = x.LabelSmoothing },
            CategoricalCrossEntropyLoss x => ClassSettings(x.FromLogits, x.LabelSmoothing, x.Weight, x.IgnoreIndex),
            SparseCategoricalCrossEntropyLoss x => ClassSettings(x.FromLogits, x.LabelSmoothing, x.Weight, x.IgnoreIndex),
            CrossEntropyLoss x => new() { ["weight"] = Numbers.Json(x.Weight), ["ignore_index"] = x.IgnoreIndex, ["label_smoothing"] = x.LabelSmoothing },
            NegativeLogLikelihoodLoss x => new() { ["weight"] = Numbers.Json(x.Weight), ["ignore_index"] = x.IgnoreIndex },
            _ => null,
        };
        if (settings is null)
            return null;
        settings["kind"] = loss.Name;
        settings["reduction"] = loss.Reduction.ToString();
        return settings;
    }

    public static Loss Make(Described a)
    {
        string kind = a.Text("kind"), name = a.Text("reduction");
        Reduction reduction = name switch
        {
            nameof(Reduction.Mean) => Reduction.Mean,
            nameof(Reduction.Sum) => Reduction.Sum,
            nameof(Reduction.None) => Reduction.None,
            nameof(Reduction.BatchMean) => Reduction.BatchMean,
            _ => throw a.Fault($"'{name}' is no reduction"),
        };
        try
        {
            return kind switch
            {
                "MeanSquaredError" => Loss.MeanSquaredError(reduction),
                "HalfMeanSquaredError" => Loss.HalfMeanSquaredError(reduction),
                "MeanAbsoluteError" => Loss.MeanAbsoluteError(reduction),
                "Huber" => Loss.Huber(a.Double("delta"), reduction),
                "SmoothL1" => Loss.SmoothL1(a.Double("beta"), reduction),
                "KullbackLeibler" => Loss.KullbackLeibler(a.Bool("log_target"), reduction),
                "BinaryCrossEntropy" => Loss.BinaryCrossEntropy(Weight(a, "weight"), a.Double("label_smoothing"), a.Double("epsilon"), reduction),
                "BinaryCrossEntropyWithLogits" => Loss.BinaryCrossEntropyWithLogits(a.Double("label_smoothing"), Weight(a, "weight"), Weight(a, "positive_weight"), reduction),
                "CategoricalCrossEntropy" => Loss.CategoricalCrossEntropy(a.Bool("from_logits"), a.Double("label_smoothing"), Weight(a, "weight"), Ignored(a), reduction),
                "SparseCategoricalCrossEntropy" => Loss.SparseCategoricalCrossEntropy(a.Bool("from_logits"), a.OptionalDouble("label_smoothing") ?? 0, Weight(a, "weight"), Ignored(a), reduction),
                "CrossEntropy" => Loss.CrossEntropy(Weight(a, "weight"), a.Long("ignore_index"), a.Double("label_smoothing"), reduction),
                "NegativeLogLikelihood" => Loss.NegativeLogLikelihood(Weight(a, "weight"), a.Long("ignore_index"), reduction),
                _ => throw a.Fault($"'{kind}' is no loss that this version of Lamina knows"),
            };
        }
        catch (ArgumentException error)
        {
            throw a.Fault(error.Message.ReplaceLineEndings(" ").TrimEnd('.'), error);
        }
    }

    static JsonObject ClassSettings(bool fromLogits, double smoothing, Tensor? weight, long? ignoreIndex) => new()
    {
        ["from_logits"] = fromLogits,
        ["label_smoothing"] = smoothing,
        ["weight"] = Numbers.Json(weight),
        ["ignore_index"] = ignoreIndex,
    };

    static long? Ignored(Described a) => a.Has("ignore_index") ? a.Long("ignore_index") : null;

    static Tensor? Weight(Described a, string name)
    {
        if (!a.Has(name))
            return null;
        Described weight = a.Object(name);
        double[] values = [.. weight.Doubles("values")];
        long[] shape = [.. weight.Longs("shape")];
        try
        {
            return Tensor.From<double>(values, shape).To(weight.Bool("wide") ? DType.Float64 : DType.Float32);
        }
        catch (ShapeException error)
        {
            throw weight.Fault(error.Message.TrimEnd('.'), error);
        }
    }
}
