namespace Lamina.NN;

/// <summary>Zeros around a line. Shape: [N, C, L] → [N, C, left + L + right]; also without N. DType: any.</summary>
/// <remarks>As <c>torch.nn.ZeroPad1d</c>. Amounts below 0 cut off.</remarks>
/// <param name="left">Places before the first.</param>
/// <param name="right">Places behind the last.</param>
public sealed class ZeroPad1d(int left, int right) : PaddingLayer(PadMode.Constant, (left, right))
{
    /// <summary>As many at both ends.</summary>
    /// <param name="padding">How many.</param>
    public ZeroPad1d(int padding)
        : this(padding, padding)
    {
    }

    /// <summary>Places before the first.</summary>
    public int Left { get; } = left;

    /// <summary>Places behind the last.</summary>
    public int Right { get; } = right;
}
