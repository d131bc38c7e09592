using Lamina.Ops;

namespace Lamina.NN;

/// <summary>
/// Layer normalization: y = (x − mean) / √(variance + ε)·γ + β over the last axes of each sample. Shape: [.., normalized], kept.
/// Keys: <c>weight</c> γ and <c>bias</c> β, of the normalized shape.
/// </summary>
/// <remarks>
/// As <c>torch.nn.LayerNorm</c>, with the biased variance. DType: floating point.
/// Source: Ba, Kiros and Hinton, Layer Normalization (2016).
/// </remarks>
public sealed class LayerNorm : Layer<Tensor, Tensor>
{
    /// <summary>Makes a layer with γ = 1 and β = 0.</summary>
    /// <param name="normalizedShape">The last axes of the input, together normalized.</param>
    /// <param name="epsilon">ε; 1e-5 by default.</param>
    /// <param name="elementwiseAffine">False to leave γ and β out.</param>
    /// <param name="bias">False to leave β out.</param>
    /// <exception cref="ShapeException">The shape has no axes or no elements.</exception>
    public LayerNorm(Shape normalizedShape, double epsilon = 1e-5, bool elementwiseAffine = true, bool bias = true)
    {
        if (normalizedShape.Rank == 0 || normalizedShape.Count == 0)
            throw new ShapeException($"LayerNorm({normalizedShape}): there is at least one axis, and no size is 0.");
        (NormalizedShape, Epsilon) = (normalizedShape, epsilon);
        if (elementwiseAffine)
            Weight = new Parameter(Tensor.Ones(normalizedShape));
        if (elementwiseAffine && bias)
            Bias = new Parameter(Tensor.Zeros(normalizedShape));
    }

    /// <summary>γ; null without.</summary>
    public Parameter? Weight { get; }

    /// <summary>β; null without.</summary>
    public Parameter? Bias { get; }

    /// <summary>The last axes of the input, together normalized.</summary>
    public Shape NormalizedShape { get; }

    /// <summary>ε, which keeps the root away from 0.</summary>
    public double Epsilon { get; }

    /// <inheritdoc/>
    public override string ToString() => $"LayerNorm({NormalizedShape})";

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        int rank = NormalizedShape.Rank;
        if (x.Rank < rank || x.Shape[^rank..] != NormalizedShape)
            throw new ShapeException($"{this} needs {NormalizedShape} as last axes; got {x.Shape}. Build it for the last axes of the input.");
        DType result = Weight is null ? x.DType : DTypes.Promote(x.DType, Weight.DType), compute = result == DType.Float64 ? result : DType.Float32;
        Tensor weight = Weight?.Value.To(compute).Reshape(-1) ?? Tensor.Ones([NormalizedShape.Count], compute);
        Tensor bias = Bias?.Value.To(compute).Reshape(-1) ?? Tensor.Zeros([NormalizedShape.Count], compute);
        Tensor rows = x.To(compute).Contiguous().Reshape(-1, NormalizedShape.Count);
        return Dispatch.Run(new LayerNormalization(Epsilon), rows, weight, bias).Reshape(x.Shape).To(result);
    }
}
