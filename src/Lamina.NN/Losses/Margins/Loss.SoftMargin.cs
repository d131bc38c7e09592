namespace Lamina.NN;

public abstract partial record Loss
{
    /// <summary>Logistic loss of two classes: ln(1 + e^(−y·ŷ)).</summary>
    /// <param name="prediction">ŷ, scores, floating point, any shape.</param>
    /// <param name="target">y, −1 or 1, of the same shape; converted to the prediction's dtype.</param>
    /// <param name="reduction">What becomes of the elements' losses.</param>
    /// <remarks>As <c>torch.nn.SoftMarginLoss</c>, but without overflow for any score.</remarks>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public static Tensor SoftMargin(Tensor prediction, Tensor target, Reduction reduction = Reduction.Mean) =>
        new SoftMarginLoss(reduction).Forward(prediction, target);

    /// <summary>Logistic loss of two classes as a value; see <see cref="SoftMargin(Tensor, Tensor, Reduction)"/>.</summary>
    /// <param name="reduction">What becomes of the elements' losses.</param>
    public static Loss SoftMargin(Reduction reduction = Reduction.Mean) => new SoftMarginLoss(reduction);
}

internal sealed record SoftMarginLoss(Reduction Reduction) : Loss(Reduction)
{
    public override string Name => "SoftMargin";

    public override Tensor Forward(Tensor prediction, Tensor target) => Reduce(-(Alike(prediction, target) * prediction).LogSigmoid());
}
