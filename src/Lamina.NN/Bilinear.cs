namespace Lamina.NN;

/// <summary>
/// A bilinear map of two inputs: yₖ = aᵀ·Wₖ·b + cₖ. Shape: [.., in₁], [.., in₂] → [.., out]. Keys: <c>weight</c> [out, in₁, in₂], <c>bias</c> [out].
/// </summary>
/// <remarks>As <c>torch.nn.Bilinear</c>, its start included: weight and bias are uniform in ±1/√in₁. DType: floating point.</remarks>
public sealed class Bilinear : Module<Tensor, Tensor, Tensor>
{
    /// <summary>Makes a layer with random weights.</summary>
    /// <param name="in1Features">Size of the first input's last axis.</param>
    /// <param name="in2Features">Size of the second input's last axis.</param>
    /// <param name="outFeatures">Size of the output's last axis.</param>
    /// <param name="bias">False to leave c out.</param>
    /// <exception cref="ShapeException">A size is below 1.</exception>
    public Bilinear(long in1Features, long in2Features, long outFeatures, bool bias = true)
    {
        if (in1Features < 1 || in2Features < 1 || outFeatures < 1)
            throw new ShapeException($"Bilinear({in1Features}, {in2Features}→{outFeatures}): all sizes are at least 1.");
        double bound = 1 / Math.Sqrt(in1Features);
        Weight = new Parameter(Tensor.Uniform([outFeatures, in1Features, in2Features], -bound, bound));
        if (bias)
            Bias = new Parameter(Tensor.Uniform([outFeatures], -bound, bound));
    }

    /// <summary>W, [out, in₁, in₂].</summary>
    public Parameter Weight { get; }

    /// <summary>c, [out]; null without.</summary>
    public Parameter? Bias { get; }

    /// <summary>Size of the first input's last axis.</summary>
    public long In1Features => Weight.Shape[1];

    /// <summary>Size of the second input's last axis.</summary>
    public long In2Features => Weight.Shape[2];

    /// <summary>Size of the output's last axis.</summary>
    public long OutFeatures => Weight.Shape[0];

    /// <inheritdoc/>
    public override string ToString() => $"Bilinear({In1Features}, {In2Features}→{OutFeatures})";

    /// <inheritdoc/>
    public override Tensor Forward(Tensor first, Tensor second)
    {
        if (first.Rank == 0 || first.Rank != second.Rank || first.Shape[^1] != In1Features || second.Shape[^1] != In2Features || first.Shape[..^1] != second.Shape[..^1])
            throw new ShapeException($"{this} needs last axes of {In1Features} and {In2Features}, and the axes before alike; got {first.Shape} and {second.Shape}. Reshape the inputs.");

        // One matrix product over all pairs of features.
        Tensor pairs = first.Unsqueeze(-1) * second.Unsqueeze(-2);
        return pairs.Flatten(-2).Linear(Weight.Value.Reshape(OutFeatures, -1), Bias?.Value);
    }
}
