using Lamina.NN;

namespace Lamina.Keras;

/// <summary>Zeros around a picture. Shape: [N, height, width, channels] → [N, height', width', channels]. DType: any.</summary>
/// <remarks>As Keras' <c>ZeroPadding2D</c>.</remarks>
/// <param name="top">Rows of zeros above.</param>
/// <param name="bottom">Rows of zeros below.</param>
/// <param name="left">Columns of zeros to the left.</param>
/// <param name="right">Columns of zeros to the right.</param>
/// <param name="inputShape">The shape of a sample, [height, width, channels], for a first layer.</param>
/// <exception cref="ShapeException">An amount is below 0.</exception>
public sealed class ZeroPadding2D(int top, int bottom, int left, int right, Shape? inputShape = null) : BorderLayer(inputShape)
{
    /// <summary>As many on both sides of each axis.</summary>
    /// <param name="padding">On both sides of each axis; 1 if null.</param>
    /// <param name="inputShape">The shape of a sample, [height, width, channels], for a first layer.</param>
    public ZeroPadding2D(Size2? padding = null, Shape? inputShape = null)
        : this((padding ?? 1).Height, (padding ?? 1).Height, (padding ?? 1).Width, (padding ?? 1).Width, inputShape)
    {
    }

    /// <summary>Rows of zeros above.</summary>
    public int Top { get; } = NotNegative("ZeroPadding2D", top);

    /// <summary>Rows of zeros below.</summary>
    public int Bottom { get; } = NotNegative("ZeroPadding2D", bottom);

    /// <summary>Columns of zeros to the left.</summary>
    public int Left { get; } = NotNegative("ZeroPadding2D", left);

    /// <summary>Columns of zeros to the right.</summary>
    public int Right { get; } = NotNegative("ZeroPadding2D", right);

    private protected override int Axes => 2;

    private protected override long OutputSizeOf(int axis, long input) => axis == 0 ? input + Top + Bottom : input + Left + Right;

    /// <inheritdoc/>
    public override string ToString() => $"ZeroPadding2D({Top}, {Bottom}, {Left}, {Right})";

    private protected override Tensor Apply(Tensor x) => x.Pad((Top, Bottom), (Left, Right), (0, 0));
}
