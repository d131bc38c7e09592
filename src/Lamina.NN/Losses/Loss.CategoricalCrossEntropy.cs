namespace Lamina.NN;

public abstract partial record Loss
{
    /// <summary>
    /// Categorical cross-entropy along the last axis: −Σ w·y·ln p. Probabilities are divided by their sum and kept 1e-7 away from 0 and 1; of logits the
    /// softmax is taken, which is more exact. The mean is divided by the number of samples that count.
    /// </summary>
    /// <param name="prediction">Probabilities or logits, [.., classes].</param>
    /// <param name="target">y: probabilities or one-hot, of the same shape; converted to the prediction's dtype.</param>
    /// <param name="fromLogits">True if the prediction is logits.</param>
    /// <param name="labelSmoothing">s: y becomes y(1 − s) + s/classes.</param>
    /// <param name="weight">w: a weight for each class, [classes]; ones without.</param>
    /// <param name="ignoreIndex">A class: samples whose y is largest there do not count; none without.</param>
    /// <param name="reduction">What becomes of the samples' losses.</param>
    /// <remarks>
    /// As Keras' <c>CategoricalCrossentropy</c>; weights and smoothing as in <see cref="CrossEntropy(Tensor, Tensor, Tensor?, long, double, Reduction)"/> of
    /// probabilities. The mean of no sample at all is NaN.
    /// </remarks>
    /// <exception cref="ShapeException">The shapes differ, or the weights are not one for each class.</exception>
    /// <exception cref="IndexException">The class to ignore is none.</exception>
    public static Tensor CategoricalCrossEntropy(Tensor prediction, Tensor target, bool fromLogits = false, double labelSmoothing = 0, Tensor? weight = null, long? ignoreIndex = null, Reduction reduction = Reduction.Mean) =>
        new CategoricalCrossEntropyLoss(fromLogits, labelSmoothing, weight, ignoreIndex, reduction).Forward(prediction, target);

    /// <summary>Categorical cross-entropy along the last axis; see <see cref="CategoricalCrossEntropy(Tensor, Tensor, bool, double, Tensor?, long?, Reduction)"/>.</summary>
    /// <param name="fromLogits">True if the prediction is logits.</param>
    /// <param name="labelSmoothing">s: y becomes y(1 − s) + s/classes.</param>
    /// <param name="weight">w: a weight for each class, [classes]; ones without.</param>
    /// <param name="ignoreIndex">A class: samples whose y is largest there do not count; none without.</param>
    /// <param name="reduction">What becomes of the samples' losses.</param>
    public static Loss CategoricalCrossEntropy(bool fromLogits = false, double labelSmoothing = 0, Tensor? weight = null, long? ignoreIndex = null, Reduction reduction = Reduction.Mean) =>
        new CategoricalCrossEntropyLoss(fromLogits, labelSmoothing, weight, ignoreIndex, reduction);
}

internal sealed record CategoricalCrossEntropyLoss(bool FromLogits, double LabelSmoothing, Tensor? Weight, long? IgnoreIndex, Reduction Reduction) : ClassLoss(Reduction)
{
    const double Epsilon = 1e-7;

    public override string Name => "CategoricalCrossEntropy";

    public double LabelSmoothing { get; } = Smoothing(LabelSmoothing);

    protected override int ClassAxis(Tensor prediction) => prediction.Rank - 1;

    public override Tensor Forward(Tensor prediction, Tensor target)
    {
        if (prediction.Rank == 0)
            throw new ShapeException($"{Name}: the prediction is a single number; it needs an axis of classes, such as [samples, classes].");
        if (target.DType.IsInteger() && target.Shape == prediction.Shape.Remove(-1))
            throw new ShapeException($"{Name}: the target {target.Spec} holds class numbers for a prediction {prediction.Shape}. Use Loss.SparseCategoricalCrossEntropy, or make the labels one-hot.");
        Tensor y = Alike(prediction, target);
        return OfProbabilities(Logarithms(prediction, FromLogits), y, ClassAxis(prediction), Weight, IgnoreIndex, LabelSmoothing);
    }

    /// <summary>Logarithms of the probabilities along the last axis.</summary>
    public static Tensor Logarithms(Tensor prediction, bool fromLogits) =>
        fromLogits ? prediction.LogSoftmax(-1) : (prediction / prediction.Sum([-1], keepDims: true)).Clamp(Epsilon, 1 - Epsilon).Log();
}
