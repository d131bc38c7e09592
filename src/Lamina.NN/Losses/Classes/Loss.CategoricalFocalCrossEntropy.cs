namespace Lamina.NN;

public abstract partial record Loss
{
    /// <summary>Categorical cross-entropy along the last axis in which what is right already counts little: −Σ α·(1 − p)^γ·y·ln p.</summary>
    /// <param name="prediction">Probabilities or logits, floating point, [.., classes].</param>
    /// <param name="target">y: probabilities or one-hot, of the same shape; converted to the prediction's dtype.</param>
    /// <param name="fromLogits">True if the prediction is logits.</param>
    /// <param name="gamma">γ, at least 0.</param>
    /// <param name="alpha">α, a factor on all.</param>
    /// <param name="labelSmoothing">s: y becomes y(1 − s) + s/classes.</param>
    /// <param name="reduction">What becomes of the samples' losses.</param>
    /// <remarks>As Keras' <c>CategoricalFocalCrossentropy</c>: probabilities are divided by their sum and kept 1e-7 away from 0 and 1. Source: Lin et al., Focal Loss for Dense Object Detection, 2017.</remarks>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public static Tensor CategoricalFocalCrossEntropy(Tensor prediction, Tensor target, bool fromLogits = false, double gamma = 2, double alpha = 0.25, double labelSmoothing = 0, Reduction reduction = Reduction.Mean) =>
        new CategoricalFocalLoss(fromLogits, gamma, alpha, labelSmoothing, reduction).Forward(prediction, target);

    /// <summary>Categorical cross-entropy in which what is right already counts little as a value; see <see cref="CategoricalFocalCrossEntropy(Tensor, Tensor, bool, double, double, double, Reduction)"/>.</summary>
    /// <param name="fromLogits">True if the prediction is logits.</param>
    /// <param name="gamma">γ, at least 0.</param>
    /// <param name="alpha">α, a factor on all.</param>
    /// <param name="labelSmoothing">s: y becomes y(1 − s) + s/classes.</param>
    /// <param name="reduction">What becomes of the samples' losses.</param>
    public static Loss CategoricalFocalCrossEntropy(bool fromLogits = false, double gamma = 2, double alpha = 0.25, double labelSmoothing = 0, Reduction reduction = Reduction.Mean) => new CategoricalFocalLoss(fromLogits, gamma, alpha, labelSmoothing, reduction);
}

internal sealed record CategoricalFocalLoss(bool FromLogits, double Gamma, double Alpha, double LabelSmoothing, Reduction Reduction) : Loss(Reduction)
{
    public override string Name => "CategoricalFocalCrossEntropy";

    public double Gamma { get; } = NotNegative(Gamma, nameof(CategoricalFocalCrossEntropy), "gamma");

    public double LabelSmoothing { get; } = Smoothing(LabelSmoothing);

    public override Tensor Forward(Tensor prediction, Tensor target)
    {
        Tensor y = Alike(prediction, target);
        NeedAxis(prediction, "classes");
        if (LabelSmoothing > 0)
            y = (y * (1 - LabelSmoothing)) + (LabelSmoothing / prediction.Shape[^1]);
        Tensor logarithms = CategoricalCrossEntropyLoss.Logarithms(prediction, FromLogits);
        return Reduce((FocalPower.Of(-logarithms.Expm1(), Gamma) * y * logarithms).Sum(-1) * -Alpha);
    }
}
