namespace Lamina.NN;

public abstract partial record Loss
{
    /// <summary>Hinge loss: max(0, 1 − y·ŷ).</summary>
    /// <param name="prediction">ŷ, scores, floating point, any shape.</param>
    /// <param name="target">y, −1 or 1, of the same shape; if all of it is 0 or 1, a 0 stands for −1.</param>
    /// <param name="reduction">What becomes of the elements' losses.</param>
    /// <remarks>As Keras' <c>Hinge</c>.</remarks>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public static Tensor Hinge(Tensor prediction, Tensor target, Reduction reduction = Reduction.Mean) =>
        new HingeLoss(reduction).Forward(prediction, target);

    /// <summary>Hinge loss as a value; see <see cref="Hinge(Tensor, Tensor, Reduction)"/>.</summary>
    /// <param name="reduction">What becomes of the elements' losses.</param>
    public static Loss Hinge(Reduction reduction = Reduction.Mean) => new HingeLoss(reduction);
}

internal sealed record HingeLoss(Reduction Reduction) : Loss(Reduction)
{
    public override string Name => "Hinge";

    public override Tensor Forward(Tensor prediction, Tensor target) => Reduce((1 - (Signs(Alike(prediction, target)) * prediction)).Clamp(min: 0));

    /// <summary>Labels as −1 and 1. What they are is a matter of their values, and is found out without reading them.</summary>
    public static Tensor Signs(Tensor labels) =>
        Tensor.Where(labels.EqualTo(0).LogicalOr(labels.EqualTo(1)).All(), (labels * 2) - 1, labels);
}
