using Lamina.Ops;

namespace Lamina;

/// <summary>Functions of rectangles, [..., 4], in the order left, top, right, bottom unless said otherwise. Torchvision's <c>ops.boxes</c>.</summary>
public static class Boxes
{
    /// <summary>The same boxes in another format. Torchvision's <c>box_convert</c>.</summary>
    /// <param name="boxes">[..., 4].</param>
    /// <param name="from">What the numbers mean now.</param>
    /// <param name="to">What they are to mean.</param>
    /// <exception cref="ShapeException">The last axis is not 4.</exception>
    public static Tensor Convert(Tensor boxes, BoxFormat from, BoxFormat to)
    {
        Check(boxes, nameof(Convert));
        if (from == to)
            return boxes;
        Tensor first = boxes.Slice(-1, 0, 2), second = boxes.Slice(-1, 2, 4);
        (Tensor corner, Tensor opposite) = from switch
        {
            BoxFormat.Xywh => (first, first + second),
            BoxFormat.Cxcywh => (first - (second * 0.5), first + (second * 0.5)),
            _ => (first, second),
        };
        return to switch
        {
            BoxFormat.Xywh => Tensor.Concatenate([corner, opposite - corner], -1),
            BoxFormat.Cxcywh => Tensor.Concatenate([(corner + opposite) * 0.5, opposite - corner], -1),
            _ => Tensor.Concatenate([corner, opposite], -1),
        };
    }

    /// <summary>Width times height: [..., 4] → [...]. Torchvision's <c>box_area</c>.</summary>
    /// <exception cref="ShapeException">The last axis is not 4.</exception>
    public static Tensor Area(Tensor boxes)
    {
        Check(boxes, nameof(Area));
        return (boxes.Select(-1, 2) - boxes.Select(-1, 0)) * (boxes.Select(-1, 3) - boxes.Select(-1, 1));
    }

    /// <summary>Boxes cut to a picture: x in [0, width], y in [0, height]. Torchvision's <c>clip_boxes_to_image</c>.</summary>
    /// <exception cref="ShapeException">The last axis is not 4.</exception>
    public static Tensor Clip(Tensor boxes, double height, double width)
    {
        Check(boxes, nameof(Clip));
        return Tensor.Stack([Side(boxes, 0, width), Side(boxes, 1, height), Side(boxes, 2, width), Side(boxes, 3, height)], -1);
    }

    /// <summary>The overlap of every box with every other one. Torchvision's <c>box_iou</c>, <c>generalized_box_iou</c>, <c>distance_box_iou</c> and <c>complete_box_iou</c>.</summary>
    /// <param name="boxes">[..., n, 4].</param>
    /// <param name="others">[..., m, 4].</param>
    /// <param name="overlap">Which measure.</param>
    /// <param name="epsilon">Is added to denominators. 0 gives NaN for two boxes without area; torchvision has 10⁻⁷ for the distance and complete forms.</param>
    /// <remarks>**Shape:** → [..., n, m].</remarks>
    /// <exception cref="ShapeException">The last axes are not 4, or there are fewer than two.</exception>
    public static Tensor Iou(Tensor boxes, Tensor others, BoxOverlap overlap = BoxOverlap.Plain, double epsilon = 0)
    {
        if (boxes.Rank < 2 || others.Rank < 2 || boxes.Shape[^1] != 4 || others.Shape[^1] != 4)
            throw new ShapeException($"Iou: boxes are [..., n, 4] and [..., m, 4]; got {boxes.Shape} and {others.Shape}. Use `Unsqueeze` for a single one, or `IouOfPairs`.");
        return IouOfPairs(boxes.Unsqueeze(-2), others.Unsqueeze(-3), overlap, epsilon);
    }

    /// <summary>The overlap of boxes with their partners, broadcast: [..., 4] and [..., 4] → [...]. What losses of detectors are made of.</summary>
    /// <param name="boxes">[..., 4].</param>
    /// <param name="others">[..., 4].</param>
    /// <param name="overlap">Which measure.</param>
    /// <param name="epsilon">Is added to denominators.</param>
    /// <exception cref="ShapeException">The last axes are not 4.</exception>
    public static Tensor IouOfPairs(Tensor boxes, Tensor others, BoxOverlap overlap = BoxOverlap.Plain, double epsilon = 0)
    {
        Check(boxes, nameof(IouOfPairs));
        Check(others, nameof(IouOfPairs));
        Tensor low = boxes.Slice(-1, 0, 2), high = boxes.Slice(-1, 2, 4), otherLow = others.Slice(-1, 0, 2), otherHigh = others.Slice(-1, 2, 4);
        Tensor common = Product((Tensor.Minimum(high, otherHigh) - Tensor.Maximum(low, otherLow)).Clamp(min: 0));
        Tensor union = Area(boxes) + Area(others) - common, iou = common / (union + epsilon);
        if (overlap == BoxOverlap.Plain)
            return iou;
        Tensor hull = (Tensor.Maximum(high, otherHigh) - Tensor.Minimum(low, otherLow)).Clamp(min: 0);
        if (overlap == BoxOverlap.Generalized)
        {
            Tensor area = Product(hull);
            return iou - ((area - union) / (area + epsilon));
        }

        Tensor apart = ((low + high - otherLow - otherHigh) * 0.5).Square().Sum(-1);
        Tensor distance = iou - (apart / (hull.Square().Sum(-1) + epsilon));
        if (overlap == BoxOverlap.Distance)
            return distance;
        Tensor turn = Proportion(high - low) - Proportion(otherHigh - otherLow), v = turn.Square() * (4 / (Math.PI * Math.PI));
        Tensor alpha = v.Detach() / (1 - iou.Detach() + v.Detach() + epsilon);
        return distance - (alpha * v);
    }

    /// <summary>
    /// Non-maximum suppression: goes through the boxes by falling score, and drops those that overlap one that was kept by more than the
    /// threshold. Torchvision's <c>nms</c>.
    /// </summary>
    /// <param name="boxes">[n, 4].</param>
    /// <param name="scores">[n].</param>
    /// <param name="threshold">The largest IoU that two kept boxes may have.</param>
    /// <returns>The places of the boxes kept (int64), by falling score. Reads their number to the host. No gradient.</returns>
    /// <exception cref="ShapeException">The shapes are not [n, 4] and [n].</exception>
    public static Tensor Nms(Tensor boxes, Tensor scores, double threshold) =>
        Suppress(boxes, scores, Tensor.Zeros([scores.Count], DType.Int64), threshold, nameof(Nms));

    /// <summary>Non-maximum suppression within classes: boxes of different classes do not drop each other. Torchvision's <c>batched_nms</c>.</summary>
    /// <inheritdoc cref="Nms"/>
    /// <param name="boxes">[n, 4].</param>
    /// <param name="scores">[n].</param>
    /// <param name="classes">[n], integers.</param>
    /// <param name="threshold">The largest IoU that two kept boxes of one class may have.</param>
    public static Tensor BatchedNms(Tensor boxes, Tensor scores, Tensor classes, double threshold) =>
        Suppress(boxes, scores, classes, threshold, nameof(BatchedNms));

    static Tensor Suppress(Tensor boxes, Tensor scores, Tensor classes, double threshold, string operation)
    {
        if (boxes.Rank != 2 || boxes.Shape[1] != 4 || scores.Rank != 1 || scores.Count != boxes.Shape[0] || classes.Shape != scores.Shape)
            throw new ShapeException($"{operation}: boxes are [n, 4], scores and classes [n]; got {boxes.Shape}, {scores.Shape} and {classes.Shape}. Use `Reshape`.");
        Tensor order = scores.Detach().ArgSort(0, descending: true);
        Tensor sorted = boxes.Detach().Widened().IndexSelect(0, order), kinds = classes.To(DType.Int64).IndexSelect(0, order);
        return order.MaskedSelect(Dispatch.Run(new Nms(threshold), sorted.Contiguous(), kinds.Contiguous()));
    }

    static Tensor Side(Tensor boxes, int place, double most) => boxes.Select(-1, place).Clamp(0, most);

    static Tensor Product(Tensor sides) => sides.Select(-1, 0) * sides.Select(-1, 1);

    // The angle of the diagonal: a quotient would have no gradient where the height is 0, and no value where the width is too.
    static Tensor Proportion(Tensor sides) => Tensor.Atan2(sides.Select(-1, 0), sides.Select(-1, 1));

    static void Check(Tensor boxes, string operation)
    {
        if (boxes.Rank < 1 || boxes.Shape[^1] != 4)
            throw new ShapeException($"{operation}: a box is four numbers in the last axis; got {boxes.Shape}. Use `Reshape`.");
    }
}
