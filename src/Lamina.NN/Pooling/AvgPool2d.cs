namespace Lamina.NN;

/// <summary>
/// The mean of each window. Shape: [N, C, H, W] → [N, C, ⌊(H + 2·padding − kernel) / stride⌋ + 1, …]; also without N.
/// DType: floating point.
/// </summary>
/// <remarks>As <c>torch.nn.AvgPool2d</c>.</remarks>
/// <param name="kernelSize">Rows and columns of the window.</param>
/// <param name="stride">Step between windows; the window's size if null.</param>
/// <param name="padding">Zeros around the input, at most half the window.</param>
/// <param name="ceilMode">True to keep a last window that reaches beyond the border.</param>
/// <param name="countIncludePad">True to divide by the whole window, false by what of it lies in the input.</param>
/// <param name="divisorOverride">What every sum is divided by; the window's count if null.</param>
public sealed class AvgPool2d(Size2 kernelSize, Size2? stride = null, Size2 padding = default, bool ceilMode = false, bool countIncludePad = true, int? divisorOverride = null) : Layer<Tensor, Tensor>
{
    /// <summary>Rows and columns of the window.</summary>
    public Size2 KernelSize { get; } = kernelSize;

    /// <summary>Step between windows.</summary>
    public Size2 Stride { get; } = stride ?? kernelSize;

    /// <summary>Zeros around the input.</summary>
    public Size2 Padding { get; } = padding;

    /// <summary>True if a last window may reach beyond the border.</summary>
    public bool CeilMode { get; } = ceilMode;

    /// <summary>True if padding counts in the mean.</summary>
    public bool CountIncludePad { get; } = countIncludePad;

    /// <summary>What every sum is divided by; null for the window's count.</summary>
    public int? DivisorOverride { get; } = divisorOverride;

    /// <inheritdoc/>
    public override string ToString() => $"AvgPool2d({KernelSize})";

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        PoolSettings settings = new(
            KernelSize.Height, KernelSize.Width, Stride.Height, Stride.Width, Padding.Height, Padding.Width, Padding.Height, Padding.Width,
            CeilMode: CeilMode, CountIncludePad: CountIncludePad, DivisorOverride: DivisorOverride ?? 0);
        return Pictures.Batched(this, x, batch => batch.AvgPool2d(settings));
    }
}
