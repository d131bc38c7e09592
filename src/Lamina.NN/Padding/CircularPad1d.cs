namespace Lamina.NN;

/// <summary>A line continued with the elements from its other end; at most as many as there are can be added. Shape: [N, C, L] → [N, C, left + L + right]; also without N. DType: any.</summary>
/// <remarks>As <c>torch.nn.CircularPad1d</c>. Amounts below 0 cut off.</remarks>
/// <param name="left">Places before the first.</param>
/// <param name="right">Places behind the last.</param>
public sealed class CircularPad1d(int left, int right) : PaddingLayer(PadMode.Circular, (left, right))
{
    /// <summary>As many at both ends.</summary>
    /// <param name="padding">How many.</param>
    public CircularPad1d(int padding)
        : this(padding, padding)
    {
    }

    /// <summary>Places before the first.</summary>
    public int Left { get; } = left;

    /// <summary>Places behind the last.</summary>
    public int Right { get; } = right;
}
