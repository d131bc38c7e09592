using Lamina.Ops;

namespace Lamina.NN;

/// <summary>
/// Normalization by the root of the mean square: y = x / √(mean of x² + ε)·γ over the last axes of each sample. Shape: [.., normalized], kept.
/// Key: <c>weight</c> γ, of the normalized shape.
/// </summary>
/// <remarks>
/// As PyTorch's <c>torch.nn.RMSNorm</c>, whose ε, if not given, is the smallest step of the input's dtype at 1, here float32's 1.1920929e-7. DType: floating
/// point; 16-bit inputs are computed in float32. <b>Source:</b> Zhang and Sennrich, Root Mean Square Layer Normalization (2019).
/// </remarks>
public sealed class RmsNorm : Layer<Tensor, Tensor>
{
    /// <summary>Makes a layer with γ = 1.</summary>
    /// <param name="normalizedShape">The last axes of the input, together normalized.</param>
    /// <param name="epsilon">ε; 2⁻²³ by default. Llama has 1e-5 or 1e-6.</param>
    /// <param name="elementwiseAffine">False to leave γ out.</param>
    /// <exception cref="ShapeException">The shape has no axes or no elements.</exception>
    public RmsNorm(Shape normalizedShape, double epsilon = 1.0 / (1 << 23), bool elementwiseAffine = true)
    {
        if (normalizedShape.Rank == 0 || normalizedShape.Count == 0)
            throw new ShapeException($"RmsNorm({normalizedShape}): there is at least one axis, and no size is 0.");
        (NormalizedShape, Epsilon) = (normalizedShape, epsilon);
        if (elementwiseAffine)
            Weight = new Parameter(Tensor.Ones(normalizedShape));
    }

    /// <summary>γ; null without.</summary>
    public Parameter? Weight { get; }

    /// <summary>The last axes of the input, together normalized.</summary>
    public Shape NormalizedShape { get; }

    /// <summary>ε, which keeps the root away from 0.</summary>
    public double Epsilon { get; }

    /// <inheritdoc/>
    public override string ToString() => $"RmsNorm({NormalizedShape})";

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        int rank = NormalizedShape.Rank;
        if (x.Rank < rank || x.Shape[^rank..] != NormalizedShape)
            throw new ShapeException($"{this} needs {NormalizedShape} as last axes; got {x.Shape}. Build it for the last axes of the input.");
        DType result = Weight is null ? x.DType.ToFloating() : DTypes.Promote(x.DType, Weight.DType), compute = result == DType.Float64 ? result : DType.Float32;
        Tensor weight = Weight?.Value.To(compute).Reshape(-1) ?? Tensor.Ones([NormalizedShape.Count], compute);
        Tensor rows = x.To(compute).Contiguous().Reshape(-1, NormalizedShape.Count);
        return Dispatch.Run(new RmsNormalization(Epsilon), rows, weight).Reshape([.. x.Shape]).To(result);
    }
}
