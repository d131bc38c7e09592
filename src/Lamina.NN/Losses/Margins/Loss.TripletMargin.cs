namespace Lamina.NN;

public abstract partial record Loss
{
    /// <summary>Hinge loss of triplets: max(0, d(a, p) − d(a, n) + margin), so that what belongs together is nearer, by a margin, than what does not.</summary>
    /// <param name="anchor">a, floating point, [samples, features] or [features].</param>
    /// <param name="positive">p, of the same shape.</param>
    /// <param name="negative">n, of the same shape.</param>
    /// <param name="margin">By how much the distances are to differ.</param>
    /// <param name="p">The order of the norm that is the distance.</param>
    /// <param name="epsilon">Added to differences, so that the distance of equal vectors has a gradient.</param>
    /// <param name="swap">True to take the distance of positive and negative where it is smaller than that of anchor and negative.</param>
    /// <param name="reduction">What becomes of the samples' losses.</param>
    /// <remarks>As <c>torch.nn.TripletMarginLoss</c>. Source: Balntas et al., Learning Local Feature Descriptors with Triplets and Shallow Convolutional Neural Networks, 2016.</remarks>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public static Tensor TripletMargin(
        Tensor anchor, Tensor positive, Tensor negative, double margin = 1, double p = 2, double epsilon = 1e-6, bool swap = false, Reduction reduction = Reduction.Mean) =>
        TripletMarginWithDistance(anchor, positive, negative, (x, y) => (x - y + epsilon).Norm(p, [-1]), margin, swap, reduction);

    /// <summary>Hinge loss of triplets by a distance of one's own: max(0, d(a, p) − d(a, n) + margin).</summary>
    /// <param name="anchor">a, floating point, [samples, …].</param>
    /// <param name="positive">p, of the same shape.</param>
    /// <param name="negative">n, of the same shape.</param>
    /// <param name="distance">d: from two tensors to the distances of their samples; Euclid's along the last axis if null.</param>
    /// <param name="margin">By how much the distances are to differ.</param>
    /// <param name="swap">True to take the distance of positive and negative where it is smaller than that of anchor and negative.</param>
    /// <param name="reduction">What becomes of the samples' losses.</param>
    /// <remarks>As <c>torch.nn.TripletMarginWithDistanceLoss</c>.</remarks>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public static Tensor TripletMarginWithDistance(
        Tensor anchor, Tensor positive, Tensor negative, Func<Tensor, Tensor, Tensor>? distance = null, double margin = 1, bool swap = false, Reduction reduction = Reduction.Mean)
    {
        NeedAlike("TripletMargin", ("anchor", anchor), ("positive", positive), ("negative", negative));
        if (anchor.Rank == 0)
            throw new ShapeException("TripletMargin: the anchor is a single number; it needs an axis of features.");
        distance ??= static (x, y) => (x - y + 1e-6).Norm(2, [-1]);
        Tensor near = distance(anchor, positive), far = distance(anchor, negative);
        if (swap)
            far = Tensor.Minimum(far, distance(positive, negative));
        return Reduced((near - far + margin).Clamp(min: 0), reduction);
    }
}
