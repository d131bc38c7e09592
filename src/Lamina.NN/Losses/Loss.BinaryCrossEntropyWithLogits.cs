using Lamina.Ops;
using Lamina.Ops.Elementwise;

namespace Lamina.NN;

public abstract partial record Loss
{
    /// <summary>Binary cross-entropy of logits x: −y·ln σ(x) − (1 − y)·ln(1 − σ(x)), without overflow for any x.</summary>
    /// <param name="prediction">x, floating point, any shape; no sigmoid before it.</param>
    /// <param name="target">y, from 0 to 1, of the same shape; converted to the prediction's dtype.</param>
    /// <param name="weight">Weights of the elements; it broadcasts to their shape.</param>
    /// <param name="positiveWeight">Weights of the term of y, above 1 where positives are rare; it broadcasts to the elements' shape.</param>
    /// <param name="labelSmoothing">s: y becomes y(1 − s) + s/2.</param>
    /// <param name="reduction">What becomes of the elements' losses.</param>
    /// <remarks>As <c>torch.nn.BCEWithLogitsLoss</c>, and Keras' <c>BinaryCrossentropy(from_logits=True)</c>.</remarks>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public static Tensor BinaryCrossEntropyWithLogits(Tensor prediction, Tensor target, Tensor? weight = null, Tensor? positiveWeight = null, double labelSmoothing = 0, Reduction reduction = Reduction.Mean) =>
        new BinaryLogitsLoss(weight, positiveWeight, labelSmoothing, reduction).Forward(prediction, target);

    /// <summary>Binary cross-entropy of logits x: −y·ln σ(x) − (1 − y)·ln(1 − σ(x)), without overflow for any x.</summary>
    /// <param name="labelSmoothing">s: y becomes y(1 − s) + s/2.</param>
    /// <param name="weight">Weights of the elements; it broadcasts to their shape.</param>
    /// <param name="positiveWeight">Weights of the term of y, above 1 where positives are rare; it broadcasts to the elements' shape.</param>
    /// <param name="reduction">What becomes of the elements' losses.</param>
    /// <remarks>As <c>torch.nn.BCEWithLogitsLoss</c>, and Keras' <c>BinaryCrossentropy(from_logits=True)</c>.</remarks>
    public static Loss BinaryCrossEntropyWithLogits(double labelSmoothing = 0, Tensor? weight = null, Tensor? positiveWeight = null, Reduction reduction = Reduction.Mean) =>
        new BinaryLogitsLoss(weight, positiveWeight, labelSmoothing, reduction);
}

internal sealed record BinaryLogitsLoss(Tensor? Weight, Tensor? PositiveWeight, double LabelSmoothing, Reduction Reduction) : Loss(Reduction)
{
    public override string Name => "BinaryCrossEntropyWithLogits";

    public double LabelSmoothing { get; } = Smoothing(LabelSmoothing);

    public override Tensor Forward(Tensor prediction, Tensor target)
    {
        Tensor x = prediction, y = Alike(prediction, target);
        if (LabelSmoothing > 0)
            y = (y * (1 - LabelSmoothing)) + (LabelSmoothing / 2);
        Tensor losses = PositiveWeight is null
            ? Dispatch.Run(new Binary<BinaryLogitsFormula>(default), x, y)
            : -((y * Fitting(PositiveWeight, x, "positiveWeight") * x.LogSigmoid()) + ((1 - y) * (-x).LogSigmoid()));
        return Reduce(Weight is null ? losses : losses * Fitting(Weight, losses, "weight"));
    }
}
