namespace Lamina.NN;

public abstract partial record Loss
{
    /// <summary>
    /// Cross-entropy of logits: −Σ w·t·ln softmax(x) over the classes, where t are probabilities, or 1 at the class that an integer label names.
    /// Smoothing makes them t(1 − s) + s/classes. With labels the mean is divided by the sum of the labels' weights, with probabilities by the number of samples.
    /// </summary>
    /// <param name="logits">x, [samples, classes], [samples, classes, …] or [classes]; no softmax before it.</param>
    /// <param name="labels">Integers, the logits' shape without its axis of classes; or probabilities, floating point, of the logits' shape.</param>
    /// <param name="weight">w: a weight for each class; ones without.</param>
    /// <param name="ignoreIndex">An integer label whose samples do not count.</param>
    /// <param name="labelSmoothing">s, from 0 to 1.</param>
    /// <param name="reduction">What becomes of the samples' losses.</param>
    /// <remarks>
    /// As <c>torch.nn.CrossEntropyLoss</c>. Logarithms of the softmax are taken at once, so no logit overflows. The mean of no sample at all is NaN.
    /// Smoothing: Szegedy et al., Rethinking the Inception Architecture for Computer Vision, 2016.
    /// </remarks>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    /// <exception cref="IndexException">A label is no class.</exception>
    public static Tensor CrossEntropy(Tensor logits, Tensor labels, Tensor? weight = null, long ignoreIndex = -100, double labelSmoothing = 0, Reduction reduction = Reduction.Mean) =>
        new CrossEntropyLoss(weight, ignoreIndex, labelSmoothing, reduction).Forward(logits, labels);

    /// <summary>Cross-entropy of logits; see <see cref="CrossEntropy(Tensor, Tensor, Tensor?, long, double, Reduction)"/>.</summary>
    /// <param name="weight">w: a weight for each class; ones without.</param>
    /// <param name="ignoreIndex">An integer label whose samples do not count.</param>
    /// <param name="labelSmoothing">s, from 0 to 1.</param>
    /// <param name="reduction">What becomes of the samples' losses.</param>
    public static Loss CrossEntropy(Tensor? weight = null, long ignoreIndex = -100, double labelSmoothing = 0, Reduction reduction = Reduction.Mean) =>
        new CrossEntropyLoss(weight, ignoreIndex, labelSmoothing, reduction);
}

internal sealed record CrossEntropyLoss(Tensor? Weight, long IgnoreIndex, double LabelSmoothing, Reduction Reduction) : ClassLoss(Reduction)
{
    public override string Name => "CrossEntropy";

    public double LabelSmoothing { get; } = Smoothing(LabelSmoothing);

    public override Tensor Forward(Tensor prediction, Tensor target)
    {
        if (target.DType.IsFloatingPoint() && target.Shape == prediction.Shape)
        {
            Tensor t = Alike(prediction, target);
            int axis = ClassAxis(prediction);
            return OfProbabilities(prediction.LogSoftmax(axis), t, axis, Weight, null, LabelSmoothing);
        }

        (Tensor scores, Tensor labels) = Arrange(prediction, target);
        return OfLogits(scores, labels, target.Shape, Weight, IgnoreIndex, LabelSmoothing);
    }
}
