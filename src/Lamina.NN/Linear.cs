namespace Lamina.NN;

/// <summary>
/// A fully connected layer: y = x·Wᵀ + b. Shape: [.., in] → [.., out]. Keys: <c>weight</c> [out, in], <c>bias</c> [out].
/// </summary>
/// <remarks>
/// As <c>torch.nn.Linear</c>, its start included: weight and bias are uniform in ±1/√in, which is He's uniform distribution with
/// a = √5 for the weight. DType: floating point.
/// </remarks>
public sealed class Linear : Layer<Tensor, Tensor>
{
    /// <summary>Makes a layer with random weights.</summary>
    /// <param name="inFeatures">Size of the input's last axis.</param>
    /// <param name="outFeatures">Size of the output's last axis.</param>
    /// <param name="bias">False to leave b out.</param>
    /// <exception cref="ShapeException">A size is below 1.</exception>
    public Linear(long inFeatures, long outFeatures, bool bias = true)
    {
        if (inFeatures < 1 || outFeatures < 1)
            throw new ShapeException($"Linear({inFeatures}→{outFeatures}): both sizes are at least 1.");
        double bound = 1 / Math.Sqrt(inFeatures);
        Weight = new Parameter(Tensor.Uniform([outFeatures, inFeatures], -bound, bound));
        if (bias)
            Bias = new Parameter(Tensor.Uniform([outFeatures], -bound, bound));
    }

    /// <summary>W, [out, in].</summary>
    public Parameter Weight { get; }

    /// <summary>b, [out]; null without.</summary>
    public Parameter? Bias { get; }

    /// <summary>Size of the input's last axis.</summary>
    public long InFeatures => Weight.Shape[1];

    /// <summary>Size of the output's last axis.</summary>
    public long OutFeatures => Weight.Shape[0];

    /// <inheritdoc/>
    public override string ToString() => $"Linear({InFeatures}→{OutFeatures})";

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        if (x.Rank == 0 || x.Shape[^1] != InFeatures)
        {
            string remedy = x.Rank == 0 ? "Reshape the input."
                : x.Rank > 2 && x.Shape.CountOf(1..) == InFeatures ? "Put a `Flatten` before it, or call `Flatten(1)`."
                : $"Reshape the input, or build the layer as Linear({x.Shape[^1]}, {OutFeatures}).";
            throw new ShapeException($"{this} needs a last axis of {InFeatures}; got {x.Shape}. {remedy}");
        }

        return x.Linear(Weight, Bias?.Value);
    }
}
