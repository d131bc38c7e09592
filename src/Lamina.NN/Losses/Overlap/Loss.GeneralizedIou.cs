namespace Lamina.NN;

public abstract partial record Loss
{
    /// <summary>Of two boxes 1 − (intersection / union − what of their hull is in neither / hull). Unlike the intersection over the union it falls while boxes that do not touch come nearer.</summary>
    /// <param name="prediction">Boxes (x1, y1, x2, y2) with x1 ≤ x2 and y1 ≤ y2, floating point, [.., 4].</param>
    /// <param name="target">Boxes of the same shape.</param>
    /// <param name="epsilon">Added to what is divided by.</param>
    /// <param name="reduction">What becomes of the boxes' losses.</param>
    /// <remarks>As torchvision's <c>generalized_box_iou_loss</c>, whose reduction is none by default. Source: Rezatofighi et al., Generalized Intersection over Union, 2019.</remarks>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    public static Tensor GeneralizedIou(Tensor prediction, Tensor target, double epsilon = 1e-7, Reduction reduction = Reduction.Mean) =>
        new BoxLoss(BoxOverlap.Generalized, epsilon, reduction).Forward(prediction, target);

    /// <summary>The loss of boxes by their generalized intersection over union as a value; see <see cref="GeneralizedIou(Tensor, Tensor, double, Reduction)"/>.</summary>
    /// <param name="epsilon">Added to what is divided by.</param>
    /// <param name="reduction">What becomes of the boxes' losses.</param>
    public static Loss GeneralizedIou(double epsilon = 1e-7, Reduction reduction = Reduction.Mean) => new BoxLoss(BoxOverlap.Generalized, epsilon, reduction);
}
