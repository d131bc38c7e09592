using Lamina.NN;

namespace Lamina.Keras;

/// <summary>A volume without its borders. Shape: [N, depth, height, width, channels] → [N, depth', height', width', channels]. DType: any.</summary>
/// <remarks>As Keras' <c>Cropping3D</c>.</remarks>
/// <param name="front">Planes cut off in front.</param>
/// <param name="back">Planes cut off behind.</param>
/// <param name="top">Rows cut off above.</param>
/// <param name="bottom">Rows cut off below.</param>
/// <param name="left">Columns cut off to the left.</param>
/// <param name="right">Columns cut off to the right.</param>
/// <param name="inputShape">The shape of a sample, [depth, height, width, channels], for a first layer.</param>
/// <exception cref="ShapeException">An amount is below 0.</exception>
public sealed class Cropping3D(int front, int back, int top, int bottom, int left, int right, Shape? inputShape = null) : BorderLayer(inputShape)
{
    /// <summary>As many on both sides of each axis.</summary>
    /// <param name="cropping">On both sides of each axis; 1 if null.</param>
    /// <param name="inputShape">The shape of a sample, [depth, height, width, channels], for a first layer.</param>
    public Cropping3D(Size3? cropping = null, Shape? inputShape = null)
        : this((cropping ?? 1).Depth, (cropping ?? 1).Depth, (cropping ?? 1).Height, (cropping ?? 1).Height, (cropping ?? 1).Width, (cropping ?? 1).Width, inputShape)
    {
    }

    /// <summary>Planes cut off in front.</summary>
    public int Front { get; } = NotNegative("Cropping3D", front);

    /// <summary>Planes cut off behind.</summary>
    public int Back { get; } = NotNegative("Cropping3D", back);

    /// <summary>Rows cut off above.</summary>
    public int Top { get; } = NotNegative("Cropping3D", top);

    /// <summary>Rows cut off below.</summary>
    public int Bottom { get; } = NotNegative("Cropping3D", bottom);

    /// <summary>Columns cut off to the left.</summary>
    public int Left { get; } = NotNegative("Cropping3D", left);

    /// <summary>Columns cut off to the right.</summary>
    public int Right { get; } = NotNegative("Cropping3D", right);

    private protected override int Axes => 3;

    private protected override long OutputSizeOf(int axis, long input) => axis == 0 ? input - Front - Back : axis == 1 ? input - Top - Bottom : input - Left - Right;

    /// <inheritdoc/>
    public override string ToString() => $"Cropping3D({Front}, {Back}, {Top}, {Bottom}, {Left}, {Right})";

    private protected override Tensor Apply(Tensor x) => x.Slice(1, Front, x.Shape[1] - Back).Slice(2, Top, x.Shape[2] - Bottom).Slice(3, Left, x.Shape[3] - Right);
}
