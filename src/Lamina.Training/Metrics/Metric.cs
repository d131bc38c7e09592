using Lamina.NN;

namespace Lamina.Training;

/// <summary>
/// What is measured besides the loss, of tensors: handed to <c>Compile</c>, or used by hand, <c>metric.NewState()</c>. A metric keeps
/// nothing itself, so one object serves many models.
/// </summary>
/// <remarks>States are added up by tensor ops in float64, so that a step reads nothing to the host and can be captured, but for metrics that keep samples.</remarks>
public abstract partial class Metric : Metric<Tensor, Tensor>
{
    /// <summary>
    /// This metric with the weights of samples that a data set has (<c>WithSampleWeights</c>), as they multiply the loss: a mean is Σ w·x / Σ w, a count Σ w. It is called <c>weighted_NAME</c>.
    /// Without weights each sample counts 1. Class weights, which are the loss's in training alone, do not count.
    /// </summary>
    /// <remarks>As what Keras' <c>compile</c> takes as <c>weighted_metrics</c>: <c>network.Compile(optimizer, loss, Metric.Accuracy, Metric.Accuracy.Weighted())</c> measures both.</remarks>
    /// <exception cref="NotSupportedException">The metric has no such form: it is no mean or count over samples.</exception>
    public Metric Weighted() => TakesWeights ? new WeightedMetric(this) : throw NotWeighted();

    /// <summary>Whether weights of samples are to be handed to it.</summary>
    internal virtual bool IsWeighted => false;

    /// <summary>The metric as it is to be read beside a loss: logits are no probabilities.</summary>
    internal virtual Metric For(Loss? loss) => this;

    /// <summary>The state of a mean: the sum of numbers, and how many there are.</summary>
    private protected static IReadOnlyList<Tensor> Sums(Tensor numbers) => [numbers.Sum(), Tensor.From<double>([numbers.Count], [])];

    /// <summary>The state of a weighted mean: Σ w·x and Σ w, where each number of a sample counts by the sample's weight.</summary>
    private protected static IReadOnlyList<Tensor> Sums(Tensor numbers, Tensor weights)
    {
        Tensor each = WeightOfEach(numbers, weights);
        return [(numbers.To(DType.Float64) * each).Sum(), each.Sum()];
    }

    /// <summary>The weight of each number's sample, float64, in the shape of the numbers, which lie sample by sample.</summary>
    internal static Tensor WeightOfEach(Tensor numbers, Tensor weights) => numbers.Rank > 0 && weights.Count > 0 && numbers.Count % weights.Count == 0
        ? weights.To(DType.Float64).Reshape(-1, 1).Expand([weights.Count, numbers.Count / weights.Count]).Reshape(numbers.Shape)
        : throw new ShapeException($"Weights of samples {weights.Spec} do not fit what is measured of them, {numbers.Shape}: there must be one for each sample. Give weights [N].");

    /// <summary>True if a name in logs is this metric's, or that of one of its numbers: <c>recall</c>, <c>val_recall</c>, <c>recall_0</c>.</summary>
    internal bool IsCalled(string log)
    {
        ReadOnlySpan<char> rest = log.StartsWith("val_", StringComparison.Ordinal) ? log.AsSpan(4) : log;
        return rest.StartsWith(Name, StringComparison.Ordinal) && (rest.Length == Name.Length || (rest[Name.Length] == '_' && rest[Name.Length..].IndexOfAnyExcept("_0123456789") < 0));
    }
}
