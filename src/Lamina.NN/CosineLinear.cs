namespace Lamina.NN;

/// <summary>
/// The cosines of the angles between an input and the classes: y = (x / ‖x‖)·(W / ‖W‖)ᵀ, row by row. Shape: [.., in] → [.., classes]. Key: <c>weight</c> [classes, in].
/// </summary>
/// <remarks>
/// The last layer before <see cref="Loss.ArcFace(double, double, Reduction)"/>. Start: Glorot's uniform weights. DType: floating point.
/// Source: Wang et al., NormFace: L2 Hypersphere Embedding for Face Verification, 2017.
/// </remarks>
public sealed class CosineLinear : Layer<Tensor, Tensor>
{
    /// <summary>Makes a layer with random weights.</summary>
    /// <param name="inFeatures">Size of the input's last axis.</param>
    /// <param name="outFeatures">Number of classes.</param>
    /// <exception cref="ShapeException">A size is below 1.</exception>
    public CosineLinear(long inFeatures, long outFeatures)
    {
        if (inFeatures < 1 || outFeatures < 1)
            throw new ShapeException($"CosineLinear({inFeatures}→{outFeatures}): both sizes are at least 1.");
        Weight = new Parameter(Init.GlorotUniform([outFeatures, inFeatures]));
    }

    /// <summary>W, [classes, in].</summary>
    public Parameter Weight { get; }

    /// <summary>Size of the input's last axis.</summary>
    public long InFeatures => Weight.Shape[1];

    /// <summary>Number of classes.</summary>
    public long OutFeatures => Weight.Shape[0];

    /// <inheritdoc/>
    public override string ToString() => $"CosineLinear({InFeatures}→{OutFeatures})";

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        if (x.Rank == 0 || x.Shape[^1] != InFeatures)
            throw new ShapeException($"{this} needs a last axis of {InFeatures}; got {x.Shape}. Reshape the input, or build the layer for its features.");
        return x.Normalize(axis: -1).Linear(Weight.Value.Normalize(axis: 1));
    }
}
