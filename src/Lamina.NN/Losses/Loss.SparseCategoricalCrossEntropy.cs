namespace Lamina.NN;

public abstract partial record Loss
{
    /// <summary>
    /// Categorical cross-entropy of class numbers along the last axis: −w[y]·ln p[y]. Probabilities are divided by their sum and kept 1e-7 away from 0 and 1; of
    /// logits the softmax is taken, which is more exact. The mean is divided by Σ w[y] of the samples that count.
    /// </summary>
    /// <param name="prediction">Probabilities or logits, [.., classes].</param>
    /// <param name="labels">y: integers, the prediction's shape without its last axis.</param>
    /// <param name="fromLogits">True if the prediction is logits.</param>
    /// <param name="labelSmoothing">s: a sample's loss becomes −(1 − s)·w[y]·ln p[y] − s/classes·Σ w·ln p.</param>
    /// <param name="weight">w: a weight for each class, [classes]; ones without.</param>
    /// <param name="ignoreIndex">A label whose samples do not count; none without.</param>
    /// <param name="reduction">What becomes of the samples' losses.</param>
    /// <remarks>
    /// As Keras' <c>SparseCategoricalCrossentropy</c>; but labels of [.., 1] are an error, where Keras drops the axis. Weights and smoothing as in
    /// <see cref="CrossEntropy(Tensor, Tensor, Tensor?, long, double, Reduction)"/>. The mean of no sample at all is NaN.
    /// </remarks>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    /// <exception cref="IndexException">A label is no class.</exception>
    public static Tensor SparseCategoricalCrossEntropy(Tensor prediction, Tensor labels, bool fromLogits = false, double labelSmoothing = 0, Tensor? weight = null, long? ignoreIndex = null, Reduction reduction = Reduction.Mean) =>
        new SparseCategoricalCrossEntropyLoss(fromLogits, labelSmoothing, weight, ignoreIndex, reduction).Forward(prediction, labels);

    /// <summary>Categorical cross-entropy of class numbers; see <see cref="SparseCategoricalCrossEntropy(Tensor, Tensor, bool, double, Tensor?, long?, Reduction)"/>.</summary>
    /// <param name="fromLogits">True if the prediction is logits.</param>
    /// <param name="labelSmoothing">s: a sample's loss becomes −(1 − s)·w[y]·ln p[y] − s/classes·Σ w·ln p.</param>
    /// <param name="weight">w: a weight for each class, [classes]; ones without.</param>
    /// <param name="ignoreIndex">A label whose samples do not count; none without.</param>
    /// <param name="reduction">What becomes of the samples' losses.</param>
    public static Loss SparseCategoricalCrossEntropy(bool fromLogits = false, double labelSmoothing = 0, Tensor? weight = null, long? ignoreIndex = null, Reduction reduction = Reduction.Mean) =>
        new SparseCategoricalCrossEntropyLoss(fromLogits, labelSmoothing, weight, ignoreIndex, reduction);
}

internal sealed record SparseCategoricalCrossEntropyLoss(bool FromLogits, double LabelSmoothing, Tensor? Weight, long? IgnoreIndex, Reduction Reduction) : ClassLoss(Reduction)
{
    public override string Name => "SparseCategoricalCrossEntropy";

    public double LabelSmoothing { get; } = Smoothing(LabelSmoothing);

    protected override int ClassAxis(Tensor prediction) => prediction.Rank - 1;

    public override Tensor Forward(Tensor prediction, Tensor target)
    {
        (Tensor scores, Tensor labels) = Arrange(prediction, target);
        if (FromLogits)
            return OfLogits(scores, labels, target.Shape, Weight, IgnoreIndex, LabelSmoothing);
        Tensor logarithms = CategoricalCrossEntropyLoss.Logarithms(scores.Squeeze(2), fromLogits: false).Unsqueeze(2);
        return OfLabels(logarithms, labels, target.Shape, Weight, IgnoreIndex, LabelSmoothing);
    }
}
