namespace Lamina.NN;

public abstract partial record Loss
{
    /// <summary>A loss between categorical cross-entropy (q → 0) and absolute error (q = 1), for labels some of which are wrong: (1 − p[y]^q) / q along the last axis.</summary>
    /// <param name="prediction">p, probabilities, floating point, [.., classes].</param>
    /// <param name="labels">y: integers, the prediction's shape without its last axis.</param>
    /// <param name="q">q, above 0 and at most 1.</param>
    /// <param name="reduction">What becomes of the samples' losses.</param>
    /// <remarks>
    /// As Keras' <c>CategoricalGeneralizedCrossEntropy</c>; probabilities below 1e-7 count as 1e-7, where the derivative would have no bound. Source: Zhang and Sabuncu, Generalized Cross Entropy Loss for Training Deep Neural Networks with Noisy Labels, 2018.
    /// </remarks>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    /// <exception cref="IndexException">A label is no class.</exception>
    public static Tensor CategoricalGeneralizedCrossEntropy(Tensor prediction, Tensor labels, double q = 0.5, Reduction reduction = Reduction.Mean) =>
        new CategoricalGeneralizedCrossEntropyLoss(q, reduction).Forward(prediction, labels);

    /// <summary>A loss for labels some of which are wrong as a value; see <see cref="CategoricalGeneralizedCrossEntropy(Tensor, Tensor, double, Reduction)"/>.</summary>
    /// <param name="q">q, above 0 and at most 1.</param>
    /// <param name="reduction">What becomes of the samples' losses.</param>
    public static Loss CategoricalGeneralizedCrossEntropy(double q = 0.5, Reduction reduction = Reduction.Mean) => new CategoricalGeneralizedCrossEntropyLoss(q, reduction);
}

internal sealed record CategoricalGeneralizedCrossEntropyLoss(double Q, Reduction Reduction) : ClassLoss(Reduction)
{
    public override string Name => "CategoricalGeneralizedCrossEntropy";

    public double Q { get; } = Q is > 0 and <= 1 ? Q : throw new ArgumentOutOfRangeException(nameof(Q), Q, "CategoricalGeneralizedCrossEntropy: q must be above 0 and at most 1.");

    protected override int ClassAxis(Tensor prediction) => prediction.Rank - 1;

    public override Tensor Forward(Tensor prediction, Tensor target)
    {
        (Tensor scores, Tensor labels) = Arrange(prediction, target);
        Tensor own = Pick(scores, labels, long.MinValue).Clamp(min: 1e-7);
        return Reduce(((1 - own.Pow(Q)) / Q).Reshape(target.Shape));
    }
}
