namespace Lamina.NN;

public abstract partial record Loss
{
    /// <summary>
    /// Categorical cross-entropy of class numbers along the last axis: −ln p[y]. Probabilities are divided by their sum and kept 1e-7 away from 0 and 1; of
    /// logits the softmax is taken, which is more exact.
    /// </summary>
    /// <param name="prediction">Probabilities or logits, [.., classes].</param>
    /// <param name="labels">y: integers, the prediction's shape without its last axis.</param>
    /// <param name="fromLogits">True if the prediction is logits.</param>
    /// <param name="ignoreIndex">A label whose samples do not count; none without.</param>
    /// <param name="reduction">What becomes of the samples' losses.</param>
    /// <remarks>As Keras' <c>SparseCategoricalCrossentropy</c>; but labels of [.., 1] are an error, where Keras drops the axis.</remarks>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    /// <exception cref="IndexException">A label is no class.</exception>
    public static Tensor SparseCategoricalCrossEntropy(Tensor prediction, Tensor labels, bool fromLogits = false, long? ignoreIndex = null, Reduction reduction = Reduction.Mean) =>
        new SparseCategoricalCrossEntropyLoss(fromLogits, ignoreIndex, reduction).Forward(prediction, labels);

    /// <summary>Categorical cross-entropy of class numbers; see <see cref="SparseCategoricalCrossEntropy(Tensor, Tensor, bool, long?, Reduction)"/>.</summary>
    /// <param name="fromLogits">True if the prediction is logits.</param>
    /// <param name="ignoreIndex">A label whose samples do not count; none without.</param>
    /// <param name="reduction">What becomes of the samples' losses.</param>
    public static Loss SparseCategoricalCrossEntropy(bool fromLogits = false, long? ignoreIndex = null, Reduction reduction = Reduction.Mean) =>
        new SparseCategoricalCrossEntropyLoss(fromLogits, ignoreIndex, reduction);
}

internal sealed record SparseCategoricalCrossEntropyLoss(bool FromLogits, long? IgnoreIndex, Reduction Reduction) : ClassLoss(Reduction)
{
    public override string Name => "SparseCategoricalCrossEntropy";

    protected override int ClassAxis(Tensor prediction) => prediction.Rank - 1;

    public override Tensor Forward(Tensor prediction, Tensor target)
    {
        (Tensor scores, Tensor labels) = Arrange(prediction, target);
        Tensor logarithms = CategoricalCrossEntropyLoss.Logarithms(scores.Squeeze(2), FromLogits).Unsqueeze(2);
        Tensor losses = -Pick(logarithms, labels, IgnoreIndex ?? long.MinValue);
        return Reduction == Reduction.Mean && IgnoreIndex is { } ignored
            ? WeightedMean(losses, labels.NotEqualTo(ignored))
            : Reduce(losses.Reshape(target.Shape));
    }
}
