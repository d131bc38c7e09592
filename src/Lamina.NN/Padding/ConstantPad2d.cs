namespace Lamina.NN;

/// <summary>A number around a picture. Shape: [N, C, H, W] → [N, C, top + H + bottom, left + W + right]; also without N. DType: any.</summary>
/// <remarks>As <c>torch.nn.ConstantPad2d</c>. Amounts below 0 cut off.</remarks>
/// <param name="left">Places before the first column.</param>
/// <param name="right">Places behind the last column.</param>
/// <param name="top">Rows above.</param>
/// <param name="bottom">Rows below.</param>
/// <param name="value">The number in the new places.</param>
public sealed class ConstantPad2d(int left, int right, int top, int bottom, double value) : PaddingLayer(PadMode.Constant, (top, bottom), (left, right))
{
    /// <summary>As many on every side.</summary>
    /// <param name="padding">How many.</param>
    /// <param name="value">The number in the new places.</param>
    public ConstantPad2d(int padding, double value)
        : this(padding, padding, padding, padding, value)
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

    /// <summary>The number in the new places.</summary>
    public double Value { get; } = value;

    private protected override double Filling => Value;
}
