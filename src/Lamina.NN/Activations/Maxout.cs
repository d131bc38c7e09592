namespace Lamina.NN;

/// <summary>The largest of each group of neighbouring channels. Shape: [.., channels, ..] → [.., channels / pieces, ..]. DType: floating point.</summary>
/// <remarks>
/// The linear pieces come from the layer before: <c>new Sequential(new Linear(64, 4 * 32), new Maxout(4))</c> is a layer of 32 maxout units.
/// Ties share the gradient. <b>Source:</b> Goodfellow and others, Maxout Networks (2013).
/// </remarks>
/// <param name="pieces">Channels in a group.</param>
/// <param name="axis">The axis of the channels. 1 by default.</param>
public sealed class Maxout(int pieces, int axis = 1) : Layer<Tensor, Tensor>
{
    /// <summary>Channels in a group.</summary>
    public int Pieces { get; } = pieces >= 1 ? pieces : throw new ShapeException($"Maxout({pieces}): there is at least one piece.");

    /// <summary>The axis of the channels.</summary>
    public int Axis { get; } = axis;

    /// <inheritdoc/>
    public override string ToString() => $"Maxout({Pieces})";

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        int at = x.Shape.Axis(Axis, nameof(Maxout));
        long channels = x.Shape[at];
        if (channels % Pieces != 0)
            throw new ShapeException($"{this} needs a multiple of {Pieces} channels on axis {Axis}; got {x.Shape}. Give the layer before as many outputs.");
        return x.Reshape([.. x.Shape.With(at, channels / Pieces).Insert(at + 1, Pieces)]).Amax(at + 1);
    }
}
