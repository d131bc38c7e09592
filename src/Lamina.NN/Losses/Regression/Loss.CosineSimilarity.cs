namespace Lamina.NN;

public abstract partial record Loss
{
    /// <summary>Negative cosine similarity along the last axis: −ŷ·y / (‖ŷ‖·‖y‖), from −1, where both point the same way, to 1.</summary>
    /// <param name="prediction">ŷ, floating point, [.., features].</param>
    /// <param name="target">y, of the same shape; converted to the prediction's dtype.</param>
    /// <param name="reduction">What becomes of the samples' losses.</param>
    /// <remarks>As Keras' <c>CosineSimilarity</c> loss. A vector of zeros has similarity 0 to all.</remarks>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public static Tensor CosineSimilarity(Tensor prediction, Tensor target, Reduction reduction = Reduction.Mean) =>
        new CosineSimilarityLoss(reduction).Forward(prediction, target);

    /// <summary>Negative cosine similarity along the last axis as a value; see <see cref="CosineSimilarity(Tensor, Tensor, Reduction)"/>.</summary>
    /// <param name="reduction">What becomes of the samples' losses.</param>
    public static Loss CosineSimilarity(Reduction reduction = Reduction.Mean) => new CosineSimilarityLoss(reduction);
}

internal sealed record CosineSimilarityLoss(Reduction Reduction) : Loss(Reduction)
{
    public override string Name => "CosineSimilarity";

    public override Tensor Forward(Tensor prediction, Tensor target)
    {
        Tensor y = Alike(prediction, target);
        NeedAxis(prediction, "features");
        return Reduce(-(prediction.Normalize(axis: -1) * y.Normalize(axis: -1)).Sum(-1));
    }
}
