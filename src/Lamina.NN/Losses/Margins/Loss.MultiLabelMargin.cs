namespace Lamina.NN;

public abstract partial record Loss
{
    /// <summary>Hinge loss of several classes a sample: Σ max(0, 1 − x[y] + x[c]) / classes over all classes y that are the sample's and all classes c that are not.</summary>
    /// <param name="prediction">x, scores, [samples, classes] or [classes].</param>
    /// <param name="labels">y, integers, of the same shape: the sample's classes, and −1 behind the last of them.</param>
    /// <param name="reduction">What becomes of the samples' losses.</param>
    /// <remarks>As <c>torch.nn.MultiLabelMarginLoss</c>.</remarks>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    /// <exception cref="IndexException">A label is no class.</exception>
    public static Tensor MultiLabelMargin(Tensor prediction, Tensor labels, Reduction reduction = Reduction.Mean) =>
        new MultiLabelMarginLoss(reduction).Forward(prediction, labels);

    /// <summary>Hinge loss of several classes a sample as a value; see <see cref="MultiLabelMargin(Tensor, Tensor, Reduction)"/>.</summary>
    /// <param name="reduction">What becomes of the samples' losses.</param>
    public static Loss MultiLabelMargin(Reduction reduction = Reduction.Mean) => new MultiLabelMarginLoss(reduction);
}

internal sealed record MultiLabelMarginLoss(Reduction Reduction) : Loss(Reduction)
{
    public override string Name => "MultiLabelMargin";

    public override Tensor Forward(Tensor prediction, Tensor target)
    {
        NeedFloating(prediction);
        if (prediction.Rank is not (1 or 2) || target.Shape != prediction.Shape)
            throw new ShapeException($"{Name}: the prediction is [samples, classes] or [classes], and so is the target, which lists classes with −1 behind the last; got {prediction.Shape} and {target.Shape}.");
        if (!target.DType.IsInteger())
            throw new DTypeException($"{Name}: the target lists class numbers, so integers; got {target.Spec}. Of zeros and ones for each class take Loss.MultiLabelSoftMargin.");
        if (prediction.Rank == 1)
            return Reduce(Samples(prediction.Unsqueeze(0), target.Unsqueeze(0)).Squeeze(0));
        return Reduce(Samples(prediction, target));
    }

    static Tensor Samples(Tensor scores, Tensor labels)
    {
        Tensor index = labels.To(DType.Int64), listed = index.GreaterOrEqual(0).To(scores.DType).CumProd(1);
        index = Tensor.Where(listed.EqualTo(1), index, 0);
        Tensor others = Tensor.ZerosLike(scores.Detach()).ScatterAdd(1, index, listed).EqualTo(0).To(scores.DType);
        Tensor excess = (scores.Unsqueeze(1) - scores.Gather(1, index).Unsqueeze(2) + 1).Clamp(min: 0);
        return (excess * listed.Unsqueeze(2) * others.Unsqueeze(1)).Sum(1, 2) / scores.Shape[1];
    }
}
