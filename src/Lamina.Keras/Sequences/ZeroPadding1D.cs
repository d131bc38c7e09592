namespace Lamina.Keras;

/// <summary>Zeros around a sequence. Shape: [N, steps, channels] → [N, steps', channels]. DType: any.</summary>
/// <remarks>As Keras' <c>ZeroPadding1D</c>.</remarks>
/// <param name="start">Steps of zeros before the first.</param>
/// <param name="end">Steps of zeros behind the last.</param>
/// <param name="inputShape">The shape of a sample, [steps, channels], for a first layer.</param>
/// <exception cref="ShapeException">An amount is below 0.</exception>
public sealed class ZeroPadding1D(int start, int end, Shape? inputShape = null) : BorderLayer(inputShape)
{
    /// <summary>As many at both ends.</summary>
    /// <param name="padding">At both ends.</param>
    /// <param name="inputShape">The shape of a sample, [steps, channels], for a first layer.</param>
    public ZeroPadding1D(int padding = 1, Shape? inputShape = null)
        : this(padding, padding, inputShape)
    {
    }

    /// <summary>Steps of zeros before the first.</summary>
    public int Start { get; } = NotNegative("ZeroPadding1D", start);

    /// <summary>Steps of zeros behind the last.</summary>
    public int End { get; } = NotNegative("ZeroPadding1D", end);

    private protected override int Axes => 1;

    private protected override long OutputSizeOf(int axis, long input) => input + Start + End;

    /// <inheritdoc/>
    public override string ToString() => $"ZeroPadding1D({Start}, {End})";

    private protected override Tensor Apply(Tensor x) => x.Pad((Start, End), (0, 0));
}
