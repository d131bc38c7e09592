using Lamina.TestKit.Goldens;

namespace Lamina.Training.Tests;

/// <summary>All metrics of tensors: one line each.</summary>
static class MetricCatalogue
{
    public static IEnumerable<MetricCase> All =>
    [
        .. Decisions("binary", Classes.Binary()),
        .. Means("multiclass", Classes.Multiclass(4)), .. Decisions("multiclass", Classes.Multiclass(4)),
        .. Means("rare", Classes.Multiclass(6)), .. Decisions("rare", Classes.Multiclass(6)),
        .. Means("multilabel", Classes.Multilabel(3)),
        Golden("multilabel", "confusion_matrix", Metric.ConfusionMatrix(Classes.Multilabel(3))),
        Golden("multilabel", "exact_match", Metric.ExactMatch(Classes.Multilabel(3))),
        .. Areas("multiclass", Classes.Multiclass(4)), .. Areas("multilabel", Classes.Multilabel(3)),
        .. Plain("binary", Classes.Binary()),
        .. Calibration("binary", Classes.Binary()), .. Calibration("multiclass", Classes.Multiclass(4)),
        Golden("multiclass", "perplexity", Metric.Perplexity(fromLogits: false)),
        Golden("words", "perplexity", Metric.Perplexity(ignoreIndex: -100)),
        .. Errors("regression"), .. Errors("outputs"),
        Golden("ranking", "ndcg", Metric.NormalizedDiscountedGain(), isReplayed: false),
        Golden("ranking", "ndcg_3", Metric.NormalizedDiscountedGain(3), isReplayed: false),
        Golden("ranking", "mean_reciprocal_rank", Metric.MeanReciprocalRank(), isReplayed: false),
        Golden("items", "ndcg", Metric.NormalizedDiscountedGain(), isReplayed: false),
        Golden("items", "mean_reciprocal_rank", Metric.MeanReciprocalRank(), isReplayed: false),
        Golden("items", "hit_rate_2", Metric.HitRate(2), isReplayed: false),
        Golden("items", "hit_rate_2", Metric.TopK(2)),
        Golden("clusters", "adjusted_rand", Metric.AdjustedRand, isReplayed: false),
        Golden("clusters", "normalized_mutual_information", Metric.NormalizedMutualInformation, isReplayed: false),
        Golden("pictures", "psnr", Metric.PeakSignalToNoise()), Golden("pictures", "ssim", Metric.StructuralSimilarity()),
        Golden("features", "frechet_distance", Metric.FrechetDistance), Golden("few_features", "frechet_distance", Metric.FrechetDistance),
        Binned("binary", Classes.Binary(), "auroc", Metric.Auroc(bins: 16)),
        Binned("binary", Classes.Binary(), "average_precision", Metric.AveragePrecision(bins: 16)),
        Binned("multilabel", Classes.Multilabel(3), "auroc.micro", Metric.Auroc(Classes.Multilabel(3), ClassAverage.Micro, bins: 16)),
        Binned("multilabel", Classes.Multilabel(3), "auroc.per_class", Metric.Auroc(Classes.Multilabel(3), ClassAverage.PerClass, bins: 16)),
        Free("multiclass", Metric.Auroc(Classes.Multiclass(4), bins: 20)), Free("multiclass", Metric.Specificity(Classes.Multiclass(4))),
        Free("multiclass", Metric.EqualErrorRate(Classes.Multiclass(4), bins: 20)),
        Free("multiclass", Metric.Accuracy), Free("binary", Metric.BinaryAccuracy(0.5)),
    ];

    static MetricCase Golden(string golden, string key, Metric metric, bool isReplayed = true)
    {
        Golden file = TestKit.Goldens.Golden.Load("metrics", golden);
        return new TensorMetricCase($"{golden} {key} {metric.Name}", metric, file["input.0"], file["input.1"], file[$"output.{key}"], isReplayed);
    }

    // Values that other tests have.
    static MetricCase Free(string golden, Metric metric)
    {
        Golden file = TestKit.Goldens.Golden.Load("metrics", golden);
        return new TensorMetricCase($"{golden} {metric.Name}", metric, file["input.0"], file["input.1"]);
    }

    // Scores are sixteenths: bins as wide lose nothing, but for 1, which falls into the last.
    static MetricCase Binned(string golden, Classes classes, string key, Metric metric)
    {
        Golden file = TestKit.Goldens.Golden.Load("metrics", golden);
        Tensor scores = file["input.0"], target = file["input.1"];
        if (classes.Kind == ClassKind.Binary)
            return new TensorMetricCase($"{golden} {key} in bins", metric, scores, target, file[$"output.{key}"]);
        ClassAverage average = key.EndsWith("micro", StringComparison.Ordinal) ? ClassAverage.Micro : ClassAverage.PerClass;
        MetricState<Tensor, Tensor> exact = Metric.Auroc(classes, average).NewState();
        exact.Update(scores.Clamp(0, 15.0 / 16), target);
        return new TensorMetricCase($"{golden} {key} in bins", metric, scores, target, exact.Result);
    }

    static IEnumerable<MetricCase> Plain(string golden, Classes classes) =>
    [
        Golden(golden, "precision", Metric.Precision(classes)), Golden(golden, "recall", Metric.Recall(classes)), Golden(golden, "f1", Metric.F1(classes)),
        Golden(golden, "f0.5", Metric.FBeta(0.5, classes)), Golden(golden, "specificity", Metric.Specificity(classes)),
        Golden(golden, "intersection_over_union", Metric.IntersectionOverUnion(classes)), Golden(golden, "dice", Metric.Dice(classes)),
        Golden(golden, "auroc", Metric.Auroc(classes), isReplayed: false), Golden(golden, "average_precision", Metric.AveragePrecision(classes), isReplayed: false),
    ];

    static IEnumerable<MetricCase> Decisions(string golden, Classes classes)
    {
        yield return Golden(golden, "confusion_matrix", Metric.ConfusionMatrix(classes));
        yield return Golden(golden, "balanced_accuracy", Metric.BalancedAccuracy(classes));
        yield return Golden(golden, "matthews_correlation", Metric.MatthewsCorrelation(classes));
        yield return Golden(golden, "cohen_kappa", Metric.CohenKappa(classes));
        if (classes.Kind == ClassKind.Binary)
            yield break;
        yield return Golden(golden, "cohen_kappa.linear", Metric.CohenKappa(classes, KappaWeights.Linear));
        yield return Golden(golden, "cohen_kappa.quadratic", Metric.CohenKappa(classes, KappaWeights.Quadratic));
    }

    static IEnumerable<MetricCase> Means(string golden, Classes classes) =>
        Averages.SelectMany(pair => (MetricCase[])
        [
            Golden(golden, $"precision.{pair.Key}", Metric.Precision(classes, pair.Average)),
            Golden(golden, $"recall.{pair.Key}", Metric.Recall(classes, pair.Average)),
            Golden(golden, $"f1.{pair.Key}", Metric.F1(classes, pair.Average)),
            Golden(golden, $"f1.{pair.Key}", Metric.Dice(classes, pair.Average)),
            Golden(golden, $"f2.{pair.Key}", Metric.FBeta(2, classes, pair.Average)),
            Golden(golden, $"intersection_over_union.{pair.Key}", Metric.IntersectionOverUnion(classes, pair.Average)),
        ]);

    static IEnumerable<MetricCase> Areas(string golden, Classes classes) =>
        Averages.SelectMany(pair => (MetricCase[])
        [
            Golden(golden, $"auroc.{pair.Key}", Metric.Auroc(classes, pair.Average), isReplayed: false),
            Golden(golden, $"average_precision.{pair.Key}", Metric.AveragePrecision(classes, pair.Average), isReplayed: false),
        ]);

    static IEnumerable<MetricCase> Calibration(string golden, Classes classes) =>
    [
        Golden(golden, "expected_calibration_error", Metric.ExpectedCalibrationError(classes)),
        Golden(golden, "maximum_calibration_error", Metric.MaximumCalibrationError(classes)),
    ];

    static IEnumerable<MetricCase> Errors(string golden) =>
    [
        Golden(golden, "mean_squared_error", Metric.MeanSquaredError), Golden(golden, "mean_absolute_error", Metric.MeanAbsoluteError),
        Golden(golden, "root_mean_squared_error", Metric.RootMeanSquaredError),
        Golden(golden, "mean_absolute_percentage_error", Metric.MeanAbsolutePercentageError), Golden(golden, "r2", Metric.R2),
        Golden(golden, "pearson_correlation", Metric.PearsonCorrelation), Golden(golden, "spearman_correlation", Metric.SpearmanCorrelation, isReplayed: false),
    ];

    static readonly (string Key, ClassAverage Average)[] Averages =
        [("micro", ClassAverage.Micro), ("macro", ClassAverage.Macro), ("weighted", ClassAverage.Weighted), ("per_class", ClassAverage.PerClass)];
}
