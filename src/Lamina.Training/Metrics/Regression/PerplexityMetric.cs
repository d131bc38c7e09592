using Lamina.NN;

namespace Lamina.Training;

/// <summary>e to the mean of −ln p of the classes that were meant.</summary>
/// <param name="ignoreIndex">A target that is not counted; null for none.</param>
/// <param name="fromLogits">True if scores are logits, false if probabilities.</param>
internal sealed class PerplexityMetric(long? ignoreIndex, bool fromLogits) : Metric
{
    public override string Name => "perplexity";

    public long? IgnoreIndex => ignoreIndex;

    public bool FromLogits => fromLogits;

    internal override Metric For(Loss? loss) => loss switch
    {
        SparseCategoricalCrossEntropyLoss sparse when sparse.FromLogits != fromLogits => new PerplexityMetric(ignoreIndex, sparse.FromLogits),
        CategoricalCrossEntropyLoss categorical when categorical.FromLogits != fromLogits => new PerplexityMetric(ignoreIndex, categorical.FromLogits),
        _ => this,
    };

    protected internal override IReadOnlyList<Tensor> Measure(Tensor prediction, Tensor target)
    {
        (Tensor scores, Tensor labels) = ClassScores.Of(Name, prediction, target);
        scores = scores.Reshape(-1, scores.Shape[^1]).To(DType.Float64);
        labels = labels.Reshape(-1, 1);
        Tensor logarithms = fromLogits ? scores.LogSoftmax(-1) : scores.Log();
        if (ignoreIndex is not { } ignored)
            return [-logarithms.Gather(1, labels).Sum(), Number(labels.Count)];
        Tensor counts = labels.NotEqualTo(ignored);
        Tensor chosen = logarithms.Gather(1, Tensor.Where(counts, labels, 0));
        return [-Tensor.Where(counts, chosen, 0).Sum(), counts.Sum()];
    }

    protected internal override Tensor Result(IReadOnlyList<Tensor> state) => Number(Math.Exp(state[0].ToDouble() / state[1].ToDouble()));
}
