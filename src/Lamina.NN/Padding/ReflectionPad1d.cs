namespace Lamina.NN;

/// <summary>A line mirrored at its border elements, which are not repeated; at most one less than there are can be added. Shape: [N, C, L] → [N, C, left + L + right]; also without N. DType: any.</summary>
/// <remarks>As <c>torch.nn.ReflectionPad1d</c>. Amounts below 0 cut off.</remarks>
/// <param name="left">Places before the first.</param>
/// <param name="right">Places behind the last.</param>
public sealed class ReflectionPad1d(int left, int right) : PaddingLayer(PadMode.Reflect, (left, right))
{
    /// <summary>As many at both ends.</summary>
    /// <param name="padding">How many.</param>
    public ReflectionPad1d(int padding)
        : this(padding, padding)
    {
    }

    /// <summary>Places before the first.</summary>
    public int Left { get; } = left;

    /// <summary>Places behind the last.</summary>
    public int Right { get; } = right;
}
