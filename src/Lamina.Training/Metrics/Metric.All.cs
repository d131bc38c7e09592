namespace Lamina.Training;

public abstract partial class Metric
{
    /// <summary>
    /// The fraction of samples that are right: <c>accuracy</c>. Scores [N, classes] against class numbers [N] or one-hot vectors; of
    /// equal scores the first class counts, as in an argmax. A single score a sample is read as the probability of a yes, cut at one
    /// half, or beside a loss of logits as a logit, cut at 0.
    /// </summary>
    public static Metric Accuracy { get; } = new AccuracyMetric(threshold: 0.5);

    /// <summary>Σ(y − ŷ)²/n over all elements: <c>mean_squared_error</c>.</summary>
    public static Metric MeanSquaredError { get; } = new MeanMetric("mean_squared_error", (prediction, target) => (prediction - target).Square());

    /// <summary>√(Σ(y − ŷ)²/n) over all elements, the root taken at the end: <c>root_mean_squared_error</c>.</summary>
    public static Metric RootMeanSquaredError { get; } = new MeanMetric("root_mean_squared_error", (prediction, target) => (prediction - target).Square(), Math.Sqrt);

    /// <summary>Σ|y − ŷ|/n over all elements: <c>mean_absolute_error</c>.</summary>
    public static Metric MeanAbsoluteError { get; } = new MeanMetric("mean_absolute_error", (prediction, target) => (prediction - target).Abs());

    /// <summary>The fraction of elements that are right when the prediction is cut at a threshold: <c>binary_accuracy</c>.</summary>
    /// <param name="threshold">0.5 for probabilities, 0 for logits.</param>
    public static Metric BinaryAccuracy(double threshold = 0.5) => new BinaryAccuracyMetric("binary_accuracy", threshold);

    /// <summary>The fraction of samples whose class is among the k highest scores: <c>top_5_accuracy</c>.</summary>
    /// <param name="k">At least 1.</param>
    public static Metric TopK(int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        return new TopKMetric($"top_{k}_accuracy", k);
    }
}
