using Lamina.NN;

namespace Lamina.Keras;

/// <summary>A picture without its borders. Shape: [N, height, width, channels] → [N, height', width', channels]. DType: any.</summary>
/// <remarks>As Keras' <c>Cropping2D</c>.</remarks>
/// <param name="top">Rows cut off above.</param>
/// <param name="bottom">Rows cut off below.</param>
/// <param name="left">Columns cut off to the left.</param>
/// <param name="right">Columns cut off to the right.</param>
/// <param name="inputShape">The shape of a sample, [height, width, channels], for a first layer.</param>
/// <exception cref="ShapeException">An amount is below 0.</exception>
public sealed class Cropping2D(int top, int bottom, int left, int right, Shape? inputShape = null) : BorderLayer(inputShape)
{
    /// <summary>As many on both sides of each axis.</summary>
    /// <param name="cropping">On both sides of each axis; 0 if null.</param>
    /// <param name="inputShape">The shape of a sample, [height, width, channels], for a first layer.</param>
    public Cropping2D(Size2? cropping = null, Shape? inputShape = null)
        : this((cropping ?? 0).Height, (cropping ?? 0).Height, (cropping ?? 0).Width, (cropping ?? 0).Width, inputShape)
    {
    }

    /// <summary>Rows cut off above.</summary>
    public int Top { get; } = NotNegative("Cropping2D", top);

    /// <summary>Rows cut off below.</summary>
    public int Bottom { get; } = NotNegative("Cropping2D", bottom);

    /// <summary>Columns cut off to the left.</summary>
    public int Left { get; } = NotNegative("Cropping2D", left);

    /// <summary>Columns cut off to the right.</summary>
    public int Right { get; } = NotNegative("Cropping2D", right);

    private protected override int Axes => 2;

    private protected override long OutputSizeOf(int axis, long input) => axis == 0 ? input - Top - Bottom : input - Left - Right;

    /// <inheritdoc/>
    public override string ToString() => $"Cropping2D({Top}, {Bottom}, {Left}, {Right})";

    private protected override Tensor Apply(Tensor x) => x.Slice(1, Top, x.Shape[1] - Bottom).Slice(2, Left, x.Shape[2] - Right);
}
