namespace Lamina.NN;

public abstract partial record Loss
{
    /// <summary>Hinge loss of classes: Σ max(0, margin − x[y] + x[c])ᵖ·w[y] / classes over all classes c but y.</summary>
    /// <param name="prediction">x, scores, [samples, classes], [samples, classes, …] or [classes].</param>
    /// <param name="labels">y, integers: the prediction's shape without its axis of classes.</param>
    /// <param name="p">The power, 1 or 2.</param>
    /// <param name="margin">By how much the right score is to be the highest.</param>
    /// <param name="weight">w: a weight for each class, [classes]; ones without.</param>
    /// <param name="reduction">What becomes of the samples' losses.</param>
    /// <remarks>
    /// As <c>torch.nn.MultiMarginLoss</c>: the mean is over samples, whatever their weights. Source: Crammer and Singer, On the Algorithmic Implementation of Multiclass Kernel-based Vector Machines, 2001.
    /// </remarks>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    /// <exception cref="IndexException">A label is no class.</exception>
    public static Tensor MultiMargin(Tensor prediction, Tensor labels, int p = 1, double margin = 1, Tensor? weight = null, Reduction reduction = Reduction.Mean) =>
        new MultiMarginLoss(p, margin, weight, reduction).Forward(prediction, labels);

    /// <summary>Hinge loss of classes as a value; see <see cref="MultiMargin(Tensor, Tensor, int, double, Tensor?, Reduction)"/>.</summary>
    /// <param name="p">The power, 1 or 2.</param>
    /// <param name="margin">By how much the right score is to be the highest.</param>
    /// <param name="weight">w: a weight for each class, [classes]; ones without.</param>
    /// <param name="reduction">What becomes of the samples' losses.</param>
    public static Loss MultiMargin(int p = 1, double margin = 1, Tensor? weight = null, Reduction reduction = Reduction.Mean) => new MultiMarginLoss(p, margin, weight, reduction);
}

internal sealed record MultiMarginLoss(int P, double Margin, Tensor? Weight, Reduction Reduction) : ClassLoss(Reduction)
{
    public override string Name => "MultiMargin";

    public int P { get; } = P is 1 or 2 ? P : throw new ArgumentOutOfRangeException(nameof(P), P, "MultiMargin: p is 1 or 2.");

    public override Tensor Forward(Tensor prediction, Tensor target)
    {
        (Tensor scores, Tensor labels) = Arrange(prediction, target);
        Tensor excess = (scores - Pick(scores, labels, long.MinValue).Unsqueeze(1) + Margin).Clamp(min: 0);
        if (P == 2)
            excess = excess.Square();
        Tensor losses = (excess * (1 - labels.OneHot(scores.Shape[1], scores.DType).Transpose(1, 2))).Mean(1);
        if (Weight is not null)
            losses *= Pick(ClassWeights(Weight, scores, 1).Expand(scores.Shape), labels, long.MinValue);
        return Reduce(losses.Reshape(target.Shape));
    }
}
