namespace Lamina.NN;

public abstract partial record Loss
{
    /// <summary>Brings vectors into one direction or apart: 1 − cos(x₁, x₂) where y is 1, and max(0, cos(x₁, x₂) − margin) where y is −1.</summary>
    /// <param name="first">x₁, floating point, [samples, features] or [features].</param>
    /// <param name="second">x₂, of the same shape.</param>
    /// <param name="target">y, 1 or −1, [samples] or [].</param>
    /// <param name="margin">The cosine up to which what does not belong together costs nothing, from −1 to 1.</param>
    /// <param name="reduction">What becomes of the samples' losses.</param>
    /// <remarks>As <c>torch.nn.CosineEmbeddingLoss</c>.</remarks>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    public static Tensor CosineEmbedding(Tensor first, Tensor second, Tensor target, double margin = 0, Reduction reduction = Reduction.Mean)
    {
        NeedAlike("CosineEmbedding", ("first input", first), ("second input", second));
        if (first.Rank == 0 || target.Shape != first.Shape.Remove(-1))
            throw new ShapeException($"CosineEmbedding: inputs {first.Shape} have features along the last axis, so the target is {(first.Rank == 0 ? "of their shape without it" : first.Shape.Remove(-1))}; got {target.Shape}.");
        Tensor cosine = Tensor.CosineSimilarity(first, second, axis: -1, epsilon: 1e-6);
        Tensor losses = Tensor.Where(target.EqualTo(1), 1 - cosine, 0) + Tensor.Where(target.EqualTo(-1), (cosine - margin).Clamp(min: 0), 0);
        return Reduced(losses, reduction);
    }
}
