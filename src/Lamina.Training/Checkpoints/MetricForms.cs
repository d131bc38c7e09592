using System.Text.Json.Nodes;

namespace Lamina.Training;

/// <summary>Metrics in files: Lamina's own, by name and arguments.</summary>
internal static class MetricForms
{
    static readonly Metric[] Plain = [Metric.Accuracy, Metric.MeanSquaredError, Metric.RootMeanSquaredError, Metric.MeanAbsoluteError];

    /// <summary>The description; null if the metric is not Lamina's own.</summary>
    public static JsonObject? Write(Metric metric) => metric switch
    {
        TopKMetric top => new JsonObject { ["kind"] = "top_k_accuracy", ["k"] = top.K },
        BinaryAccuracyMetric binary => new JsonObject { ["kind"] = "binary_accuracy", ["threshold"] = Numbers.Json(binary.Threshold) },
        AccuracyMetric => new JsonObject { ["kind"] = "accuracy" },
        _ when Plain.Contains(metric) => new JsonObject { ["kind"] = metric.Name },
        _ => null,
    };

    public static Metric Make(Described description) => description.Text("kind") switch
    {
        "top_k_accuracy" => Metric.TopK(description.Int("k", 1)),
        "binary_accuracy" => Metric.BinaryAccuracy(description.Double("threshold")),
        var kind => Array.Find(Plain, metric => metric.Name == kind) ?? throw description.Fault($"'{kind}' is no metric that this version of Lamina knows"),
    };
}
