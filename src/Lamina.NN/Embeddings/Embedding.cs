namespace Lamina.NN;

/// <summary>
/// A table of vectors, looked up by number: y[…, :] = W[x[…], :]. Shape: [..] → [.., dim]. DType: integers in, floating point
/// out. Key: <c>weight</c> [count, dim].
/// </summary>
/// <remarks>
/// As <c>torch.nn.Embedding</c>, its start included: normal with mean 0 and deviation 1, the padding's vector 0. With a largest norm, vectors
/// that are looked up are scaled down to it first, in the table itself and beside the gradient.
/// </remarks>
public sealed class Embedding : Layer<Tensor, Tensor>, IInputAware, IMaskAware
{
    /// <summary>Makes a table with random vectors.</summary>
    /// <param name="count">Numbers that can be looked up: 0 … count − 1.</param>
    /// <param name="dimension">Size of a vector.</param>
    /// <param name="paddingIndex">A number whose vector starts at 0 and gets no gradient, counted from the end if negative; null for none.</param>
    /// <param name="inputShape">The shape of a sample, such as [steps], for a first layer: the layers behind it are built at once. Other samples are taken too.</param>
    /// <param name="maxNorm">The largest norm of a vector that is looked up; null for any.</param>
    /// <param name="normType">Which norm: p of (Σ|w|ᵖ)^(1/p).</param>
    /// <param name="maskZero">True to mask steps whose number is 0: recurrent layers of Lamina.Keras behind this one skip them. Keras' <c>mask_zero</c>.</param>
    /// <exception cref="ShapeException">A size is below 1.</exception>
    /// <exception cref="IndexException">The padding index lies outside the table.</exception>
    /// <exception cref="NumericException">The largest norm or its order is not above 0.</exception>
    public Embedding(long count, long dimension, long? paddingIndex = null, Shape? inputShape = null, double? maxNorm = null, double normType = 2, bool maskZero = false)
    {
        if (count < 1 || dimension < 1)
            throw new ShapeException($"Embedding({count}, {dimension}): both sizes are at least 1.");
        if (paddingIndex < -count || paddingIndex >= count)
            throw new IndexException($"Embedding({count}, {dimension}): the padding index {paddingIndex} lies outside 0 … {count - 1}.");
        (MaxNorm, NormType) = RowNorm.Checked($"Embedding({count}, {dimension})", maxNorm, normType);
        PaddingIndex = paddingIndex < 0 ? paddingIndex + count : paddingIndex;
        Tensor weight = Tensor.Randn([count, dimension]);
        if (PaddingIndex is { } padding)
            weight.Slice(0, padding, padding + 1).ZeroInPlace();
        Weight = new Parameter(weight);
        MaskZero = maskZero;
        InputSpec = inputShape is { } sample ? new TensorSpec(DType.Int64, sample) : null;
    }

    /// <summary>W, [count, dim].</summary>
    public Parameter Weight { get; }

    /// <summary>The number whose vector gets no gradient, or null.</summary>
    public long? PaddingIndex { get; }

    /// <summary>The largest norm of a vector that is looked up; null for any.</summary>
    public double? MaxNorm { get; }

    /// <summary>Which norm.</summary>
    public double NormType { get; }

    /// <summary>Whether steps whose number is 0 are masked.</summary>
    public bool MaskZero { get; }

    /// <summary>The sample that the layer was told of, in int64; null if none.</summary>
    public TensorSpec? InputSpec { get; }

    /// <summary>Numbers that can be looked up.</summary>
    public long Count => Weight.Shape[0];

    /// <summary>Size of a vector.</summary>
    public long Dimension => Weight.Shape[1];

    /// <inheritdoc/>
    public override string ToString() => $"Embedding({Count}, {Dimension})";

    (Tensor Output, Tensor? Mask) IMaskAware.Call(Tensor x, Tensor? mask) => (Call(x), MaskZero && x.Rank == 2 ? x.NotEqualTo(0) : mask);

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        if (!x.DType.IsInteger())
            throw new DTypeException($"{this} looks up integers; got {x.Spec}. Convert the input with `To(DType.Int64)`.");
        Tensor numbers = x.To(DType.Int64);
        RowNorm.Limit(Weight, numbers.Reshape(-1), MaxNorm, NormType);
        Tensor rows = Weight.Value.IndexSelect(0, numbers.Reshape(-1)).Reshape([.. x.Shape, Dimension]);
        return PaddingIndex is { } padding && Gradients.AreRecorded ? Tensor.Where(numbers.EqualTo(padding).Unsqueeze(-1), rows.Detach(), rows) : rows;
    }
}
