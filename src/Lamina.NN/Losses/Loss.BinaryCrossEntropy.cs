using Lamina.Ops;
using Lamina.Ops.Elementwise;

namespace Lamina.NN;

public abstract partial record Loss
{
    /// <summary>Binary cross-entropy of probabilities: −y·ln p − (1 − y)·ln(1 − p). With logits at hand take <see cref="BinaryCrossEntropyWithLogits(Tensor, Tensor, Tensor?, Tensor?, double, Reduction)"/>, which is exact.</summary>
    /// <param name="prediction">p, from 0 to 1, floating point, any shape; what the model's sigmoid gave.</param>
    /// <param name="target">y, from 0 to 1, of the same shape; converted to the prediction's dtype.</param>
    /// <param name="weight">Weights of the elements; it broadcasts to their shape.</param>
    /// <param name="labelSmoothing">s: y becomes y(1 − s) + s/2.</param>
    /// <param name="epsilon">Probabilities are kept this far from 0 and 1; they get no gradient beyond.</param>
    /// <param name="reduction">What becomes of the elements' losses.</param>
    /// <remarks>As <c>torch.nn.BCELoss</c>: logarithms stop at −100. With an epsilon of 1e-7 as Keras' <c>BinaryCrossentropy</c>.</remarks>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public static Tensor BinaryCrossEntropy(Tensor prediction, Tensor target, Tensor? weight = null, double labelSmoothing = 0, double epsilon = 0, Reduction reduction = Reduction.Mean) =>
        new BinaryCrossEntropyLoss(weight, labelSmoothing, epsilon, reduction).Forward(prediction, target);

    /// <summary>Binary cross-entropy of probabilities: −y·ln p − (1 − y)·ln(1 − p).</summary>
    /// <param name="weight">Weights of the elements; it broadcasts to their shape.</param>
    /// <param name="labelSmoothing">s: y becomes y(1 − s) + s/2.</param>
    /// <param name="epsilon">Probabilities are kept this far from 0 and 1; they get no gradient beyond.</param>
    /// <param name="reduction">What becomes of the elements' losses.</param>
    /// <remarks>As <c>torch.nn.BCELoss</c>: logarithms stop at −100. With an epsilon of 1e-7 as Keras' <c>BinaryCrossentropy</c>.</remarks>
    public static Loss BinaryCrossEntropy(Tensor? weight = null, double labelSmoothing = 0, double epsilon = 0, Reduction reduction = Reduction.Mean) =>
        new BinaryCrossEntropyLoss(weight, labelSmoothing, epsilon, reduction);
}

internal sealed record BinaryCrossEntropyLoss(Tensor? Weight, double LabelSmoothing, double Epsilon, Reduction Reduction) : Loss(Reduction)
{
    public override string Name => "BinaryCrossEntropy";

    public double LabelSmoothing { get; } = Smoothing(LabelSmoothing);

    public double Epsilon { get; } = Epsilon is >= 0 and < 0.5 ? Epsilon : throw new ArgumentOutOfRangeException(nameof(Epsilon), Epsilon, "BinaryCrossEntropy: epsilon must be at least 0 and below 0.5.");

    public override Tensor Forward(Tensor prediction, Tensor target)
    {
        Tensor y = Alike(prediction, target), p = Epsilon > 0 ? prediction.Clamp(Epsilon, 1 - Epsilon) : prediction;
        if (LabelSmoothing > 0)
            y = (y * (1 - LabelSmoothing)) + (LabelSmoothing / 2);
        Tensor losses = Dispatch.Run(new Binary<BinaryCrossEntropyFormula>(default), p, y);
        return Reduce(Weight is null ? losses : losses * Fitting(Weight, losses, "weight"));
    }
}
