using System.Text.Json.Nodes;

namespace Lamina.Training;

/// <summary>Metrics in files: Lamina's own, by name and arguments. Adding a metric to Lamina is adding a line to each of the two methods.</summary>
internal static class MetricForms
{
    static readonly Metric[] Plain =
    [
        Metric.Accuracy, Metric.MeanSquaredError, Metric.RootMeanSquaredError, Metric.MeanAbsoluteError, Metric.MeanAbsolutePercentageError, Metric.R2,
        Metric.PearsonCorrelation, Metric.SpearmanCorrelation, Metric.AdjustedRand, Metric.NormalizedMutualInformation, Metric.FrechetDistance,
    ];

    /// <summary>The description; null if the metric is not Lamina's own.</summary>
    public static JsonObject? Write(Metric metric) => metric switch
    {
        WeightedMetric x => Write(x.Inner) is { } inner ? new JsonObject { ["kind"] = "weighted", ["metric"] = inner } : null,
        TopKMetric top => new JsonObject { ["kind"] = "top_k_accuracy", ["k"] = top.K },
        BinaryAccuracyMetric binary => new JsonObject { ["kind"] = "binary_accuracy", ["threshold"] = Numbers.Json(binary.Threshold) },
        AccuracyMetric => new JsonObject { ["kind"] = "accuracy" },
        ClassScoreMetric x => new JsonObject { ["kind"] = x.Kind, ["classes"] = Json(x.Classes), ["average"] = x.Average.ToString(), ["beta"] = x.Beta },
        ConfusionMetric x => new JsonObject { ["kind"] = x.Name, ["classes"] = Json(x.Classes), ["weights"] = x.Weights.ToString() },
        ExactMatchMetric x => new JsonObject { ["kind"] = x.Name, ["classes"] = Json(x.Classes) },
        CalibrationErrorMetric x => new JsonObject { ["kind"] = x.Name, ["classes"] = Json(x.Classes), ["bins"] = x.Bins },
        CurveMetric x => new JsonObject { ["kind"] = x.Name, ["classes"] = Json(x.Classes), ["average"] = x.Average.ToString(), ["bins"] = x.Bins },
        PerplexityMetric x => new JsonObject { ["kind"] = x.Name, ["ignore_index"] = x.IgnoreIndex, ["from_logits"] = x.FromLogits },
        RankingMetric x => new JsonObject { ["kind"] = x.Kind, ["k"] = x.K },
        PeakSignalToNoiseMetric x => new JsonObject { ["kind"] = x.Name, ["range"] = Numbers.Json(x.Range) },
        SsimMetric x => new JsonObject { ["kind"] = x.Name, ["range"] = Numbers.Json(x.Range) },
        _ when Plain.Contains(metric) => new JsonObject { ["kind"] = metric.Name },
        _ => null,
    };

    public static Metric Make(Described a)
    {
        string kind = a.Text("kind");
        try
        {
            return kind switch
            {
                "weighted" => Make(a.Object("metric")) is { TakesWeights: true } inner ? inner.Weighted() : throw a.Fault("its metric has no form with weights"),
                "top_k_accuracy" => Metric.TopK(a.Int("k", 1)),
                "binary_accuracy" => Metric.BinaryAccuracy(a.Double("threshold")),
                "precision" => Metric.Precision(Classes(a), Average(a)),
                "recall" => Metric.Recall(Classes(a), Average(a)),
                "specificity" => Metric.Specificity(Classes(a), Average(a)),
                "f_beta" => Metric.FBeta(a.Double("beta"), Classes(a), Average(a)),
                "intersection_over_union" => Metric.IntersectionOverUnion(Classes(a), Average(a)),
                "dice" => Metric.Dice(Classes(a), Average(a)),
                "confusion_matrix" => Metric.ConfusionMatrix(Classes(a)),
                "balanced_accuracy" => Metric.BalancedAccuracy(Classes(a)),
                "matthews_correlation" => Metric.MatthewsCorrelation(Classes(a)),
                "cohen_kappa" => Metric.CohenKappa(Classes(a), Choice<KappaWeights>(a, "weights")),
                "exact_match" => Metric.ExactMatch(Classes(a)),
                "expected_calibration_error" => Metric.ExpectedCalibrationError(Classes(a), a.Int("bins", 1)),
                "maximum_calibration_error" => Metric.MaximumCalibrationError(Classes(a), a.Int("bins", 1)),
                "auroc" => Metric.Auroc(Classes(a), Average(a), a.Int("bins", 0)),
                CurveMetric.EqualErrors => Metric.EqualErrorRate(Classes(a), Average(a), a.Int("bins", 0)),
                "average_precision" => Metric.AveragePrecision(Classes(a), Average(a), a.Int("bins", 0)),
                "perplexity" => Metric.Perplexity(a.Has("ignore_index") ? a.Long("ignore_index") : null, a.Bool("from_logits")),
                "ndcg" => Metric.NormalizedDiscountedGain(a.Int("k", 0)),
                "mean_reciprocal_rank" => Metric.MeanReciprocalRank(a.Int("k", 0)),
                "hit_rate" => Metric.HitRate(a.Int("k", 1)),
                "psnr" => Metric.PeakSignalToNoise(a.Double("range")),
                "ssim" => Metric.StructuralSimilarity(a.Double("range")),
                "ms_ssim" => Metric.MultiScaleSimilarity(a.Double("range")),
                _ => Array.Find(Plain, metric => metric.Name == kind) ?? throw a.Fault($"'{kind}' is no metric that this version of Lamina knows"),
            };
        }
        catch (ArgumentException error)
        {
            throw a.Fault(error.Message.ReplaceLineEndings(" ").TrimEnd('.'), error);
        }
    }

    static JsonObject Json(Classes classes) => new()
    {
        ["kind"] = classes.Kind.ToString(),
        ["count"] = classes.Count,
        ["threshold"] = Numbers.Json(classes.Threshold),
        ["from_logits"] = classes.FromLogits,
        ["ignore_index"] = classes.IgnoreIndex,
    };

    static Classes Classes(Described a)
    {
        Described x = a.Object("classes");
        double threshold = x.Double("threshold");
        bool fromLogits = x.Bool("from_logits");
        long? ignored = x.Has("ignore_index") ? x.Long("ignore_index") : null;
        return Choice<ClassKind>(x, "kind") switch
        {
            ClassKind.Binary => Training.Classes.Binary(threshold, fromLogits, ignored),
            ClassKind.Multiclass => Training.Classes.Multiclass(x.Int("count", 2), fromLogits, ignored),
            _ => Training.Classes.Multilabel(x.Int("count", 1), threshold, fromLogits),
        };
    }

    static ClassAverage Average(Described a) => Choice<ClassAverage>(a, "average");

    static T Choice<T>(Described a, string name)
        where T : struct, Enum
    {
        string choice = a.Text(name);
        return Enum.GetNames<T>().Contains(choice) ? Enum.Parse<T>(choice) : throw a.Fault($"'{choice}' is none of {typeof(T).Name}");
    }
}
