namespace Lamina.NN;

/// <summary>Zeros around a picture. Shape: [N, C, H, W] → [N, C, top + H + bottom, left + W + right]; also without N. DType: any.</summary>
/// <remarks>As <c>torch.nn.ZeroPad2d</c>. Amounts below 0 cut off.</remarks>
/// <param name="left">Places before the first column.</param>
/// <param name="right">Places behind the last column.</param>
/// <param name="top">Rows above.</param>
/// <param name="bottom">Rows below.</param>
public sealed class ZeroPad2d(int left, int right, int top, int bottom) : PaddingLayer(PadMode.Constant, (top, bottom), (left, right))
{
    /// <summary>As many on every side.</summary>
    /// <param name="padding">How many.</param>
    public ZeroPad2d(int padding)
        : this(padding, padding, padding, padding)
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
}
