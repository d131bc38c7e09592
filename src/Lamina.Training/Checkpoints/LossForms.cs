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
            MeanSquaredErrorLoss or HalfMeanSquaredErrorLoss or MeanAbsoluteErrorLoss or LogCoshLoss or CosineSimilarityLoss => [],
            HingeLoss or SquaredHingeLoss or CategoricalHingeLoss or SoftMarginLoss or MultiLabelMarginLoss => [],
            MeanAbsolutePercentageErrorLoss x => new() { ["epsilon"] = Numbers.Json(x.Epsilon) },
            MeanSquaredLogarithmicErrorLoss x => new() { ["epsilon"] = Numbers.Json(x.Epsilon) },
            PoissonNegativeLogLikelihoodLoss x => new() { ["log_input"] = x.LogInput, ["full"] = x.Full, ["epsilon"] = Numbers.Json(x.Epsilon) },
            HingeEmbeddingLoss x => new() { ["margin"] = Numbers.Json(x.Margin) },
            MultiLabelSoftMarginLoss x => new() { ["weight"] = Numbers.Json(x.Weight) },
            MultiMarginLoss x => new() { ["p"] = x.P, ["margin"] = Numbers.Json(x.Margin), ["weight"] = Numbers.Json(x.Weight) },
            ArcFaceLoss x => new() { ["margin"] = Numbers.Json(x.Margin), ["scale"] = Numbers.Json(x.Scale) },
            InfoNceLoss x => new() { ["temperature"] = Numbers.Json(x.Temperature), ["symmetric"] = x.Symmetric },
            BinaryFocalLoss x => new() { ["from_logits"] = x.FromLogits, ["gamma"] = Numbers.Json(x.Gamma), ["alpha"] = x.Alpha, ["label_smoothing"] = x.LabelSmoothing },
            CategoricalFocalLoss x => new() { ["from_logits"] = x.FromLogits, ["gamma"] = Numbers.Json(x.Gamma), ["alpha"] = Numbers.Json(x.Alpha), ["label_smoothing"] = x.LabelSmoothing },
            CategoricalGeneralizedCrossEntropyLoss x => new() { ["q"] = Numbers.Json(x.Q) },
            CircleLoss x => new() { ["gamma"] = Numbers.Json(x.Gamma), ["margin"] = Numbers.Json(x.Margin), ["remove_diagonal"] = x.RemoveDiagonal },
            DiceLoss x => new() { ["per_sample"] = x.PerSample, ["smooth"] = Numbers.Json(x.Smooth) },
            TverskyLoss x => new() { ["alpha"] = Numbers.Json(x.Alpha), ["beta"] = Numbers.Json(x.Beta), ["per_sample"] = x.PerSample },
            BoxLoss x => new() { ["epsilon"] = Numbers.Json(x.Epsilon) },
            CtcWithLogitsLoss x => new() { ["blank"] = x.Blank, ["zero_infinity"] = x.ZeroInfinity },
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
                "LogCosh" => Loss.LogCosh(reduction),
                "CosineSimilarity" => Loss.CosineSimilarity(reduction),
                "MeanAbsolutePercentageError" => Loss.MeanAbsolutePercentageError(a.Double("epsilon"), reduction),
                "MeanSquaredLogarithmicError" => Loss.MeanSquaredLogarithmicError(a.Double("epsilon"), reduction),
                "PoissonNegativeLogLikelihood" => Loss.PoissonNegativeLogLikelihood(a.Bool("log_input"), a.Bool("full"), a.Double("epsilon"), reduction),
                "Hinge" => Loss.Hinge(reduction),
                "SquaredHinge" => Loss.SquaredHinge(reduction),
                "CategoricalHinge" => Loss.CategoricalHinge(reduction),
                "SoftMargin" => Loss.SoftMargin(reduction),
                "HingeEmbedding" => Loss.HingeEmbedding(a.Double("margin"), reduction),
                "MultiLabelMargin" => Loss.MultiLabelMargin(reduction),
                "MultiLabelSoftMargin" => Loss.MultiLabelSoftMargin(Weight(a, "weight"), reduction),
                "MultiMargin" => Loss.MultiMargin(a.Int("p"), a.Double("margin"), Weight(a, "weight"), reduction),
                "ArcFace" => Loss.ArcFace(a.Double("margin"), a.Double("scale"), reduction),
                "InfoNce" => Loss.InfoNce(a.Double("temperature"), a.Bool("symmetric"), reduction),
                "BinaryFocalCrossEntropy" => Loss.BinaryFocalCrossEntropy(a.Bool("from_logits"), a.Double("gamma"), a.OptionalDouble("alpha"), a.Double("label_smoothing"), reduction),
                "CategoricalFocalCrossEntropy" => Loss.CategoricalFocalCrossEntropy(a.Bool("from_logits"), a.Double("gamma"), a.Double("alpha"), a.Double("label_smoothing"), reduction),
                "CategoricalGeneralizedCrossEntropy" => Loss.CategoricalGeneralizedCrossEntropy(a.Double("q"), reduction),
                "Circle" => Loss.Circle(a.Double("gamma"), a.Double("margin"), a.Bool("remove_diagonal"), reduction),
                "Dice" => Loss.Dice(a.Bool("per_sample"), a.Double("smooth"), reduction),
                "Tversky" => Loss.Tversky(a.Double("alpha"), a.Double("beta"), a.Bool("per_sample"), reduction),
                "GeneralizedIou" => Loss.GeneralizedIou(a.Double("epsilon"), reduction),
                "DistanceIou" => Loss.DistanceIou(a.Double("epsilon"), reduction),
                "CompleteIou" => Loss.CompleteIou(a.Double("epsilon"), reduction),
                "CtcWithLogits" => Loss.CtcWithLogits(a.Long("blank"), a.Bool("zero_infinity"), reduction),
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
