namespace Lamina.NN;

/// <summary>
/// Adds what tells the places of a sequence apart: to number 2i of place p, sin(p·10000^(−2i/dim)), to number 2i + 1 the cosine of the same.
/// Shape: [places, batch, dim] or [places, dim], kept; or with batch first. It has no parameters.
/// </summary>
/// <remarks>DType: floating point. <b>Source:</b> Vaswani and others, Attention is all you need (2017).</remarks>
public sealed class SinusoidalPositions : Layer<Tensor, Tensor>
{
    readonly Tensor _table;

    /// <summary>Makes a layer.</summary>
    /// <param name="dimension">Numbers of a place.</param>
    /// <param name="length">The most places.</param>
    /// <param name="batchFirst">True for [batch, places, dim].</param>
    /// <exception cref="ShapeException">A size is below 1.</exception>
    public SinusoidalPositions(int dimension, int length = 5000, bool batchFirst = false)
    {
        if (dimension < 1 || length < 1)
            throw new ShapeException($"SinusoidalPositions({dimension}, {length}): both sizes are at least 1.");
        BatchFirst = batchFirst;
        Tensor exponents = Tensor.Arange((dimension + 1) / 2).To(DType.Float64) * (-2.0 / dimension);
        Tensor angles = Tensor.Arange(length).To(DType.Float64).Unsqueeze(1) * Tensor.Pow(10000.0, exponents);
        _table = Tensor.Stack([angles.Sin(), angles.Cos()], -1).Reshape(length, -1).Slice(1, 0, dimension);
    }

    /// <summary>Numbers of a place.</summary>
    public int Dimension => (int)_table.Shape[1];

    /// <summary>The most places.</summary>
    public int Length => (int)_table.Shape[0];

    /// <summary>True for [batch, places, dim], false for [places, batch, dim].</summary>
    public bool BatchFirst { get; }

    /// <summary>Adds to a sequence whose first place is not 0.</summary>
    /// <param name="x">The sequence.</param>
    /// <param name="start">Its first place.</param>
    /// <exception cref="ShapeException">The shape does not fit, or there are more places than the layer was made for.</exception>
    public Tensor Forward(Tensor x, long start) => Around(x, (Layer: this, start), static (x, rest) => rest.Layer.Add(x, rest.start));

    /// <inheritdoc/>
    public override string ToString() => $"SinusoidalPositions({Dimension})";

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => Add(x, 0);

    Tensor Add(Tensor x, long start) => SequencePlaces.Add(this, x, _table.To(x.DType.ToFloating()), start, BatchFirst);
}
