namespace Lamina.NN;

public abstract partial record Loss
{
    /// <summary>A distance for pairs that belong together, a hinge for those that do not: x where y is 1, and max(0, margin − x) where y is −1.</summary>
    /// <param name="prediction">x, distances, floating point, any shape.</param>
    /// <param name="target">y, 1 or −1, of the same shape.</param>
    /// <param name="margin">The distance from which on what does not belong together costs nothing.</param>
    /// <param name="reduction">What becomes of the elements' losses.</param>
    /// <remarks>As <c>torch.nn.HingeEmbeddingLoss</c>.</remarks>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public static Tensor HingeEmbedding(Tensor prediction, Tensor target, double margin = 1, Reduction reduction = Reduction.Mean) =>
        new HingeEmbeddingLoss(margin, reduction).Forward(prediction, target);

    /// <summary>A distance for pairs that belong together, a hinge for those that do not as a value; see <see cref="HingeEmbedding(Tensor, Tensor, double, Reduction)"/>.</summary>
    /// <param name="margin">The distance from which on what does not belong together costs nothing.</param>
    /// <param name="reduction">What becomes of the elements' losses.</param>
    public static Loss HingeEmbedding(double margin = 1, Reduction reduction = Reduction.Mean) => new HingeEmbeddingLoss(margin, reduction);
}

internal sealed record HingeEmbeddingLoss(double Margin, Reduction Reduction) : Loss(Reduction)
{
    public override string Name => "HingeEmbedding";

    public override Tensor Forward(Tensor prediction, Tensor target)
    {
        Tensor y = Alike(prediction, target);
        return Reduce(Tensor.Where(y.NotEqualTo(1), (Margin - prediction).Clamp(min: 0), 0) + Tensor.Where(y.NotEqualTo(-1), prediction, 0));
    }
}
