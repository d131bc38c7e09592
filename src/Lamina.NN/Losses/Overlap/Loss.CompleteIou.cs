namespace Lamina.NN;

public abstract partial record Loss
{
    /// <summary>Of two boxes the distance loss, and α·v for their proportions: v = (4/π²)·(atan(w/h) − atan(w'/h'))², α = v / (1 − IoU + v), through which no gradient goes.</summary>
    /// <param name="prediction">Boxes (x1, y1, x2, y2) with x1 ≤ x2 and y1 ≤ y2, floating point, [.., 4].</param>
    /// <param name="target">Boxes of the same shape.</param>
    /// <param name="epsilon">Added to what is divided by.</param>
    /// <param name="reduction">What becomes of the boxes' losses.</param>
    /// <remarks>As torchvision's <c>complete_box_iou_loss</c>, whose reduction is none by default. Source: Zheng et al., Distance-IoU Loss, 2020.</remarks>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    public static Tensor CompleteIou(Tensor prediction, Tensor target, double epsilon = 1e-7, Reduction reduction = Reduction.Mean) =>
        new BoxLoss(BoxOverlap.Complete, epsilon, reduction).Forward(prediction, target);

    /// <summary>The loss of boxes by their overlap, the distance of their centres and their proportions as a value; see <see cref="CompleteIou(Tensor, Tensor, double, Reduction)"/>.</summary>
    /// <param name="epsilon">Added to what is divided by.</param>
    /// <param name="reduction">What becomes of the boxes' losses.</param>
    public static Loss CompleteIou(double epsilon = 1e-7, Reduction reduction = Reduction.Mean) => new BoxLoss(BoxOverlap.Complete, epsilon, reduction);
}
