namespace Lamina.NN;

public abstract partial record Loss
{
    /// <summary>
    /// Circle loss of embeddings within a batch: softplus(logsumexp of γ·(m + d)·(d − m) over samples of the same label + logsumexp of γ·[1 + m − d]₊·(1 − m − d) over the others), with the distances d = max(1 − x·x', 0).
    /// </summary>
    /// <param name="prediction">x, embeddings of length 1, [samples, features], floating point.</param>
    /// <param name="labels">Integers, [samples].</param>
    /// <param name="gamma">γ, above 0.</param>
    /// <param name="margin">m.</param>
    /// <param name="removeDiagonal">False to count a sample among those of its own label.</param>
    /// <param name="reduction">What becomes of the samples' losses. The mean is over those above 0: a sample that has no other of its label, or none of another, has a loss of 0 and does not count.</param>
    /// <remarks>As Keras' <c>Circle</c>, whose weights m + d and 1 + m − d have gradients too. Source: Sun et al., Circle Loss: A Unified Perspective of Pair Similarity Optimization, 2020.</remarks>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    /// <exception cref="DTypeException">The prediction is not floating point, or the labels are no integers.</exception>
    public static Tensor Circle(Tensor prediction, Tensor labels, double gamma = 80, double margin = 0.4, bool removeDiagonal = true, Reduction reduction = Reduction.Mean) =>
        new CircleLoss(gamma, margin, removeDiagonal, reduction).Forward(prediction, labels);

    /// <summary>Circle loss as a value; see <see cref="Circle(Tensor, Tensor, double, double, bool, Reduction)"/>.</summary>
    /// <param name="gamma">γ, above 0.</param>
    /// <param name="margin">m.</param>
    /// <param name="removeDiagonal">False to count a sample among those of its own label.</param>
    /// <param name="reduction">What becomes of the samples' losses.</param>
    public static Loss Circle(double gamma = 80, double margin = 0.4, bool removeDiagonal = true, Reduction reduction = Reduction.Mean) => new CircleLoss(gamma, margin, removeDiagonal, reduction);
}

internal sealed record CircleLoss(double Gamma, double Margin, bool RemoveDiagonal, Reduction Reduction) : Loss(Reduction)
{
    public override string Name => "Circle";

    public double Gamma { get; } = Positive(Gamma, nameof(Circle), "gamma");

    public override Tensor Forward(Tensor prediction, Tensor target)
    {
        NeedFloating(prediction);
        if (prediction.Rank != 2 || target.Shape != prediction.Shape[..1])
            throw new ShapeException($"{Name}: embeddings are [samples, features], with a label for each; got {prediction.Shape} and labels of {target.Shape}.");
        if (!target.DType.IsInteger())
            throw new DTypeException($"{Name}: labels are class numbers, so integers; got {target.Spec}. Convert them with `To(DType.Int64)`.");
        Tensor same = target.Unsqueeze(1).EqualTo(target.Unsqueeze(0)), other = same.LogicalNot();
        if (RemoveDiagonal)
            same &= Tensor.Eye(target.Count, dtype: DType.Bool).LogicalNot();
        Tensor distance = (1 - prediction.MatMul(prediction.T)).Relu();
        Tensor near = Gamma * (distance + Margin).Relu() * (distance - Margin), far = Gamma * (1 + Margin - distance).Relu() * (1 - Margin - distance);
        Tensor losses = (Sum(near, same) + Sum(far, other)).Softplus();
        return Reduction == Reduction.Mean ? (losses.WideSum([], keepDims: false) / (losses > 0).WideSum([], keepDims: false).Clamp(min: 1)).To(losses.DType) : Reduce(losses);

        static Tensor Sum(Tensor scores, Tensor mask) => Tensor.Where(mask, scores, double.NegativeInfinity).LogSumExp(1);
    }
}
