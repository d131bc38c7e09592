namespace Lamina.NN;

/// <summary>
/// Adds a learned vector for each place of a sequence: y[p] = x[p] + W[p]. Shape: [places, batch, dim] or [places, dim], kept; or with batch first.
/// Key: <c>weight</c> [length, dim].
/// </summary>
/// <remarks>
/// Starts normal with mean 0 and deviation 0.02, as GPT-2's <c>wpe</c>. DType: floating point.
/// <b>Source:</b> Gehring and others, Convolutional sequence to sequence learning (2017).
/// </remarks>
public sealed class LearnedPositions : Layer<Tensor, Tensor>
{
    /// <summary>Makes a layer with random vectors.</summary>
    /// <param name="length">The most places.</param>
    /// <param name="dimension">Numbers of a place.</param>
    /// <param name="batchFirst">True for [batch, places, dim].</param>
    /// <exception cref="ShapeException">A size is below 1.</exception>
    public LearnedPositions(int length, int dimension, bool batchFirst = false)
    {
        if (dimension < 1 || length < 1)
            throw new ShapeException($"LearnedPositions({length}, {dimension}): both sizes are at least 1.");
        (Weight, BatchFirst) = (new Parameter(Init.Normal([length, dimension], 0, 0.02)), batchFirst);
    }

    /// <summary>W, [length, dim].</summary>
    public Parameter Weight { get; }

    /// <summary>The most places.</summary>
    public int Length => (int)Weight.Shape[0];

    /// <summary>Numbers of a place.</summary>
    public int Dimension => (int)Weight.Shape[1];

    /// <summary>True for [batch, places, dim], false for [places, batch, dim].</summary>
    public bool BatchFirst { get; }

    /// <summary>Adds to a sequence whose first place is not 0.</summary>
    /// <param name="x">The sequence.</param>
    /// <param name="start">Its first place.</param>
    /// <exception cref="ShapeException">The shape does not fit, or there are more places than vectors.</exception>
    public Tensor Forward(Tensor x, long start) => Around(x, (Layer: this, start), static (x, rest) => SequencePlaces.Add(rest.Layer, x, rest.Layer.Weight, rest.start, rest.Layer.BatchFirst));

    /// <inheritdoc/>
    public override string ToString() => $"LearnedPositions({Length}, {Dimension})";

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => SequencePlaces.Add(this, x, Weight, 0, BatchFirst);
}
