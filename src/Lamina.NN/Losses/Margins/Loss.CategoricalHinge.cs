namespace Lamina.NN;

public abstract partial record Loss
{
    /// <summary>Hinge loss of classes along the last axis: max(0, 1 + max (1 − y)·ŷ − Σ y·ŷ), the best wrong score against the right one.</summary>
    /// <param name="prediction">ŷ, scores, floating point, [.., classes].</param>
    /// <param name="target">y, one-hot, of the same shape; converted to the prediction's dtype.</param>
    /// <param name="reduction">What becomes of the samples' losses.</param>
    /// <remarks>As Keras' <c>CategoricalHinge</c>, whose maximum counts a 0 at the right class.</remarks>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public static Tensor CategoricalHinge(Tensor prediction, Tensor target, Reduction reduction = Reduction.Mean) =>
        new CategoricalHingeLoss(reduction).Forward(prediction, target);

    /// <summary>Hinge loss of classes along the last axis as a value; see <see cref="CategoricalHinge(Tensor, Tensor, Reduction)"/>.</summary>
    /// <param name="reduction">What becomes of the samples' losses.</param>
    public static Loss CategoricalHinge(Reduction reduction = Reduction.Mean) => new CategoricalHingeLoss(reduction);
}

internal sealed record CategoricalHingeLoss(Reduction Reduction) : Loss(Reduction)
{
    public override string Name => "CategoricalHinge";

    public override Tensor Forward(Tensor prediction, Tensor target)
    {
        Tensor y = Alike(prediction, target);
        NeedAxis(prediction, "classes");
        Tensor right = (y * prediction).Sum(-1), wrong = ((1 - y) * prediction).Amax(-1);
        return Reduce((wrong - right + 1).Clamp(min: 0));
    }
}
