namespace Lamina.NN;

/// <summary>A number around a line. Shape: [N, C, L] → [N, C, left + L + right]; also without N. DType: any.</summary>
/// <remarks>As <c>torch.nn.ConstantPad1d</c>. Amounts below 0 cut off.</remarks>
/// <param name="left">Places before the first.</param>
/// <param name="right">Places behind the last.</param>
/// <param name="value">The number in the new places.</param>
public sealed class ConstantPad1d(int left, int right, double value) : PaddingLayer(PadMode.Constant, (left, right))
{
    /// <summary>As many at both ends.</summary>
    /// <param name="padding">How many.</param>
    /// <param name="value">The number in the new places.</param>
    public ConstantPad1d(int padding, double value)
        : this(padding, padding, value)
    {
    }

    /// <summary>Places before the first.</summary>
    public int Left { get; } = left;

    /// <summary>Places behind the last.</summary>
    public int Right { get; } = right;

    /// <summary>The number in the new places.</summary>
    public double Value { get; } = value;

    private protected override double Filling => Value;
}
