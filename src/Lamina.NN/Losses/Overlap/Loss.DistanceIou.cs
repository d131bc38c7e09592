namespace Lamina.NN;

public abstract partial record Loss
{
    /// <summary>Of two boxes 1 − intersection / union + the squared distance of their centres over that of their hull's corners.</summary>
    /// <param name="prediction">Boxes (x1, y1, x2, y2) with x1 ≤ x2 and y1 ≤ y2, floating point, [.., 4].</param>
    /// <param name="target">Boxes of the same shape.</param>
    /// <param name="epsilon">Added to what is divided by.</param>
    /// <param name="reduction">What becomes of the boxes' losses.</param>
    /// <remarks>As torchvision's <c>distance_box_iou_loss</c>, whose reduction is none by default. Source: Zheng et al., Distance-IoU Loss, 2020.</remarks>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    public static Tensor DistanceIou(Tensor prediction, Tensor target, double epsilon = 1e-7, Reduction reduction = Reduction.Mean) =>
        new BoxLoss(BoxOverlap.Distance, epsilon, reduction).Forward(prediction, target);

    /// <summary>The loss of boxes by their overlap and the distance of their centres as a value; see <see cref="DistanceIou(Tensor, Tensor, double, Reduction)"/>.</summary>
    /// <param name="epsilon">Added to what is divided by.</param>
    /// <param name="reduction">What becomes of the boxes' losses.</param>
    public static Loss DistanceIou(double epsilon = 1e-7, Reduction reduction = Reduction.Mean) => new BoxLoss(BoxOverlap.Distance, epsilon, reduction);
}
