namespace Lamina.NN;

public abstract partial record Loss
{
    /// <summary>Negative log-likelihood: −w[y]·x[y] of logarithms of probabilities x and class numbers y. The mean is divided by Σ w[y].</summary>
    /// <param name="prediction">x, [samples, classes], [samples, classes, …] or [classes]; what <c>LogSoftmax</c> gives.</param>
    /// <param name="labels">y, integers: the prediction's shape without its axis of classes.</param>
    /// <param name="weight">w: a weight for each class; ones without.</param>
    /// <param name="ignoreIndex">A label whose samples do not count.</param>
    /// <param name="reduction">What becomes of the samples' losses.</param>
    /// <remarks>As <c>torch.nn.NLLLoss</c>. The mean of no sample at all is NaN.</remarks>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    /// <exception cref="IndexException">A label is no class.</exception>
    public static Tensor NegativeLogLikelihood(Tensor prediction, Tensor labels, Tensor? weight = null, long ignoreIndex = -100, Reduction reduction = Reduction.Mean) =>
        new NegativeLogLikelihoodLoss(weight, ignoreIndex, reduction).Forward(prediction, labels);

    /// <summary>Negative log-likelihood: −w[y]·x[y] of logarithms of probabilities x and class numbers y. The mean is divided by Σ w[y].</summary>
    /// <param name="weight">w: a weight for each class; ones without.</param>
    /// <param name="ignoreIndex">A label whose samples do not count.</param>
    /// <param name="reduction">What becomes of the samples' losses.</param>
    /// <remarks>As <c>torch.nn.NLLLoss</c>. The mean of no sample at all is NaN.</remarks>
    public static Loss NegativeLogLikelihood(Tensor? weight = null, long ignoreIndex = -100, Reduction reduction = Reduction.Mean) =>
        new NegativeLogLikelihoodLoss(weight, ignoreIndex, reduction);
}

internal sealed record NegativeLogLikelihoodLoss(Tensor? Weight, long IgnoreIndex, Reduction Reduction) : ClassLoss(Reduction)
{
    public override string Name => "NegativeLogLikelihood";

    public override Tensor Forward(Tensor prediction, Tensor target)
    {
        (Tensor scores, Tensor labels) = Arrange(prediction, target);
        return OfLabels(scores, labels, target.Shape, Weight, IgnoreIndex);
    }
}
