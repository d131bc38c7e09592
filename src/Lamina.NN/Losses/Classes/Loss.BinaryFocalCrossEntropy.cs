using Lamina.Ops;
using Lamina.Ops.Elementwise;

namespace Lamina.NN;

public abstract partial record Loss
{
    /// <summary>Binary cross-entropy in which what is right already counts little: (1 − q)^γ·(−ln q), where q is p at y = 1 and 1 − p at y = 0.</summary>
    /// <param name="prediction">p, probabilities, or logits, floating point, any shape.</param>
    /// <param name="target">y, of the same shape; converted to the prediction's dtype.</param>
    /// <param name="fromLogits">True if the prediction is logits, whose loss is exact for any of them.</param>
    /// <param name="gamma">γ, at least 0.</param>
    /// <param name="alpha">α: the positives' weight, the negatives' being 1 − α; ones without. 0.25 in the paper.</param>
    /// <param name="labelSmoothing">s: y becomes y(1 − s) + s/2.</param>
    /// <param name="reduction">What becomes of the elements' losses.</param>
    /// <remarks>
    /// As Keras' <c>BinaryFocalCrossentropy</c>, with an alpha as with its <c>apply_class_balancing</c>, and as torchvision's <c>sigmoid_focal_loss</c> (logits, alpha 0.25). Keras means over the last axis before its reduction. Probabilities are kept 1e-7 away from 0 and 1. Source: Lin et al., Focal Loss for Dense Object Detection, 2017.
    /// </remarks>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public static Tensor BinaryFocalCrossEntropy(Tensor prediction, Tensor target, bool fromLogits = false, double gamma = 2, double? alpha = null, double labelSmoothing = 0, Reduction reduction = Reduction.Mean) =>
        new BinaryFocalLoss(fromLogits, gamma, alpha, labelSmoothing, reduction).Forward(prediction, target);

    /// <summary>Binary cross-entropy in which what is right already counts little as a value; see <see cref="BinaryFocalCrossEntropy(Tensor, Tensor, bool, double, double?, double, Reduction)"/>.</summary>
    /// <param name="fromLogits">True if the prediction is logits, whose loss is exact for any of them.</param>
    /// <param name="gamma">γ, at least 0.</param>
    /// <param name="alpha">α: the positives' weight, the negatives' being 1 − α; ones without. 0.25 in the paper.</param>
    /// <param name="labelSmoothing">s: y becomes y(1 − s) + s/2.</param>
    /// <param name="reduction">What becomes of the elements' losses.</param>
    public static Loss BinaryFocalCrossEntropy(bool fromLogits = false, double gamma = 2, double? alpha = null, double labelSmoothing = 0, Reduction reduction = Reduction.Mean) => new BinaryFocalLoss(fromLogits, gamma, alpha, labelSmoothing, reduction);
}

internal sealed record BinaryFocalLoss(bool FromLogits, double Gamma, double? Alpha, double LabelSmoothing, Reduction Reduction) : Loss(Reduction)
{
    public override string Name => "BinaryFocalCrossEntropy";

    public double Gamma { get; } = NotNegative(Gamma, nameof(BinaryFocalCrossEntropy), "gamma");

    public double? Alpha { get; } = Alpha is null or (>= 0 and <= 1) ? Alpha : throw new ArgumentOutOfRangeException(nameof(Alpha), Alpha, "BinaryFocalCrossEntropy: alpha must be from 0 to 1.");

    public double LabelSmoothing { get; } = Smoothing(LabelSmoothing);

    public override Tensor Forward(Tensor prediction, Tensor target)
    {
        Tensor y = Alike(prediction, target);
        if (LabelSmoothing > 0)
            y = (y * (1 - LabelSmoothing)) + (LabelSmoothing / 2);
        Tensor p = FromLogits ? prediction.Sigmoid() : prediction.Clamp(1e-7, 1 - 1e-7);
        Tensor entropy = FromLogits
            ? Dispatch.Run(new Binary<BinaryLogitsFormula>(default), prediction, y)
            : Dispatch.Run(new Binary<BinaryCrossEntropyFormula>(default), p, y);

        // 1 − q, without the rounding of 1 − (p·y + …).
        Tensor losses = FocalPower.Of((p * (1 - y)) + (y * (1 - p)), Gamma) * entropy;
        return Reduce(Alpha is { } alpha ? losses * ((y * ((2 * alpha) - 1)) + (1 - alpha)) : losses);
    }
}
