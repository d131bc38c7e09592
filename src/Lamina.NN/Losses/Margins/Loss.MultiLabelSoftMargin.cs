using Lamina.Ops;
using Lamina.Ops.Elementwise;

namespace Lamina.NN;

public abstract partial record Loss
{
    /// <summary>Binary cross-entropy of logits, each class by itself: the mean of −w·(y·ln σ(x) + (1 − y)·ln(1 − σ(x))) along the last axis.</summary>
    /// <param name="prediction">x, logits, floating point, [.., classes].</param>
    /// <param name="target">y, 0 or 1, of the same shape; converted to the prediction's dtype.</param>
    /// <param name="weight">w: a weight for each class, [classes]; ones without.</param>
    /// <param name="reduction">What becomes of the samples' losses.</param>
    /// <remarks>As <c>torch.nn.MultiLabelSoftMarginLoss</c>.</remarks>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public static Tensor MultiLabelSoftMargin(Tensor prediction, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean) =>
        new MultiLabelSoftMarginLoss(weight, reduction).Forward(prediction, target);

    /// <summary>Binary cross-entropy of logits, each class by itself as a value; see <see cref="MultiLabelSoftMargin(Tensor, Tensor, Tensor?, Reduction)"/>.</summary>
    /// <param name="weight">w: a weight for each class, [classes]; ones without.</param>
    /// <param name="reduction">What becomes of the samples' losses.</param>
    public static Loss MultiLabelSoftMargin(Tensor? weight = null, Reduction reduction = Reduction.Mean) => new MultiLabelSoftMarginLoss(weight, reduction);
}

internal sealed record MultiLabelSoftMarginLoss(Tensor? Weight, Reduction Reduction) : Loss(Reduction)
{
    public override string Name => "MultiLabelSoftMargin";

    public override Tensor Forward(Tensor prediction, Tensor target)
    {
        Tensor y = Alike(prediction, target);
        NeedAxis(prediction, "classes");
        Tensor losses = Dispatch.Run(new Binary<BinaryLogitsFormula>(default), prediction, y);
        return Reduce((Weight is null ? losses : losses * Fitting(Weight, losses, "weight")).Mean(-1));
    }
}
