namespace Lamina.NN;

/// <summary>Zeros around a volume. Shape: [N, C, D, H, W] → [N, C, front + D + back, top + H + bottom, left + W + right]; also without N. DType: any.</summary>
/// <remarks>As <c>torch.nn.ZeroPad3d</c>. Amounts below 0 cut off.</remarks>
/// <param name="left">Places before the first column.</param>
/// <param name="right">Places behind the last column.</param>
/// <param name="top">Rows above.</param>
/// <param name="bottom">Rows below.</param>
/// <param name="front">Planes in front.</param>
/// <param name="back">Planes behind.</param>
public sealed class ZeroPad3d(int left, int right, int top, int bottom, int front, int back) : PaddingLayer(PadMode.Constant, (front, back), (top, bottom), (left, right))
{
    /// <summary>As many on every side.</summary>
    /// <param name="padding">How many.</param>
    public ZeroPad3d(int padding)
        : this(padding, padding, padding, padding, padding, padding)
    {
    }

    /// <summary>Places before the first column.</summary>
    public int Left { get; } = left;

    /// <summary>Places behind the last column.</summary>
    public int Right { get; } = right;

    /// <summary>Rows above.</summary>
    public int Top { get; } = top;

    /// <summary>Rows below.</summary>
    public int Bottom { get; } = bottom;

    /// <summary>Planes in front.</summary>
    public int Front { get; } = front;

    /// <summary>Planes behind.</summary>
    public int Back { get; } = back;
}
