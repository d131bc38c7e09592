using Lamina.NN;

namespace Lamina.Keras;

/// <summary>Zeros around a volume. Shape: [N, depth, height, width, channels] → [N, depth', height', width', channels]. DType: any.</summary>
/// <remarks>As Keras' <c>ZeroPadding3D</c>.</remarks>
/// <param name="front">Planes of zeros in front.</param>
/// <param name="back">Planes of zeros behind.</param>
/// <param name="top">Rows of zeros above.</param>
/// <param name="bottom">Rows of zeros below.</param>
/// <param name="left">Columns of zeros to the left.</param>
/// <param name="right">Columns of zeros to the right.</param>
/// <param name="inputShape">The shape of a sample, [depth, height, width, channels], for a first layer.</param>
/// <exception cref="ShapeException">An amount is below 0.</exception>
public sealed class ZeroPadding3D(int front, int back, int top, int bottom, int left, int right, Shape? inputShape = null) : BorderLayer(inputShape)
{
    /// <summary>As many on both sides of each axis.</summary>
    /// <param name="padding">On both sides of each axis; 1 if null.</param>
    /// <param name="inputShape">The shape of a sample, [depth, height, width, channels], for a first layer.</param>
    public ZeroPadding3D(Size3? padding = null, Shape? inputShape = null)
        : this((padding ?? 1).Depth, (padding ?? 1).Depth, (padding ?? 1).Height, (padding ?? 1).Height, (padding ?? 1).Width, (padding ?? 1).Width, inputShape)
    {
    }

    /// <summary>Planes of zeros in front.</summary>
    public int Front { get; } = NotNegative("ZeroPadding3D", front);

    /// <summary>Planes of zeros behind.</summary>
    public int Back { get; } = NotNegative("ZeroPadding3D", back);

    /// <summary>Rows of zeros above.</summary>
    public int Top { get; } = NotNegative("ZeroPadding3D", top);

    /// <summary>Rows of zeros below.</summary>
    public int Bottom { get; } = NotNegative("ZeroPadding3D", bottom);

    /// <summary>Columns of zeros to the left.</summary>
    public int Left { get; } = NotNegative("ZeroPadding3D", left);

    /// <summary>Columns of zeros to the right.</summary>
    public int Right { get; } = NotNegative("ZeroPadding3D", right);

    private protected override int Axes => 3;

    private protected override long OutputSizeOf(int axis, long input) => axis == 0 ? input + Front + Back : axis == 1 ? input + Top + Bottom : input + Left + Right;

    /// <inheritdoc/>
    public override string ToString() => $"ZeroPadding3D({Front}, {Back}, {Top}, {Bottom}, {Left}, {Right})";

    private protected override Tensor Apply(Tensor x) => x.Pad((Front, Back), (Top, Bottom), (Left, Right), (0, 0));
}
