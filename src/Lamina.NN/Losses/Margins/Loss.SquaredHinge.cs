namespace Lamina.NN;

public abstract partial record Loss
{
    /// <summary>Squared hinge loss: max(0, 1 − y·ŷ)².</summary>
    /// <param name="prediction">ŷ, scores, floating point, any shape.</param>
    /// <param name="target">y, −1 or 1, of the same shape; if all of it is 0 or 1, a 0 stands for −1.</param>
    /// <param name="reduction">What becomes of the elements' losses.</param>
    /// <remarks>As Keras' <c>SquaredHinge</c>.</remarks>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public static Tensor SquaredHinge(Tensor prediction, Tensor target, Reduction reduction = Reduction.Mean) =>
        new SquaredHingeLoss(reduction).Forward(prediction, target);

    /// <summary>Squared hinge loss as a value; see <see cref="SquaredHinge(Tensor, Tensor, Reduction)"/>.</summary>
    /// <param name="reduction">What becomes of the elements' losses.</param>
    public static Loss SquaredHinge(Reduction reduction = Reduction.Mean) => new SquaredHingeLoss(reduction);
}

internal sealed record SquaredHingeLoss(Reduction Reduction) : Loss(Reduction)
{
    public override string Name => "SquaredHinge";

    public override Tensor Forward(Tensor prediction, Tensor target) => Reduce((1 - (HingeLoss.Signs(Alike(prediction, target)) * prediction)).Clamp(min: 0).Square());
}
