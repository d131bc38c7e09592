namespace Lamina.NN;

public abstract partial record Loss
{
    /// <summary>Hinge loss of an order: max(0, −y·(x₁ − x₂) + margin), where y is 1 if the first score is to be the higher one, and −1 if the second.</summary>
    /// <param name="first">x₁, scores, floating point, any shape.</param>
    /// <param name="second">x₂, of the same shape.</param>
    /// <param name="target">y, 1 or −1, of the same shape.</param>
    /// <param name="margin">By how much the scores are to differ.</param>
    /// <param name="reduction">What becomes of the elements' losses.</param>
    /// <remarks>As <c>torch.nn.MarginRankingLoss</c>, but nothing is broadcast.</remarks>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public static Tensor MarginRanking(Tensor first, Tensor second, Tensor target, double margin = 0, Reduction reduction = Reduction.Mean)
    {
        NeedAlike("MarginRanking", ("first input", first), ("second input", second), ("target", target));
        return Reduced((margin - (target.To(first.DType) * (first - second))).Clamp(min: 0), reduction);
    }
}
