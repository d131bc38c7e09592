namespace Lamina.Keras;

/// <summary>A sequence without its borders. Shape: [N, steps, channels] → [N, steps', channels]. DType: any.</summary>
/// <remarks>As Keras' <c>Cropping1D</c>.</remarks>
/// <param name="start">Steps cut off before.</param>
/// <param name="end">Steps cut off behind.</param>
/// <param name="inputShape">The shape of a sample, [steps, channels], for a first layer.</param>
/// <exception cref="ShapeException">An amount is below 0.</exception>
public sealed class Cropping1D(int start, int end, Shape? inputShape = null) : BorderLayer(inputShape)
{
    /// <summary>As many at both ends.</summary>
    /// <param name="cropping">At both ends.</param>
    /// <param name="inputShape">The shape of a sample, [steps, channels], for a first layer.</param>
    public Cropping1D(int cropping = 1, Shape? inputShape = null)
        : this(cropping, cropping, inputShape)
    {
    }

    /// <summary>Steps cut off before.</summary>
    public int Start { get; } = NotNegative("Cropping1D", start);

    /// <summary>Steps cut off behind.</summary>
    public int End { get; } = NotNegative("Cropping1D", end);

    private protected override int Axes => 1;

    private protected override long OutputSizeOf(int axis, long input) => input - Start - End;

    /// <inheritdoc/>
    public override string ToString() => $"Cropping1D({Start}, {End})";

    private protected override Tensor Apply(Tensor x) => x.Slice(1, Start, x.Shape[1] - End);
}
