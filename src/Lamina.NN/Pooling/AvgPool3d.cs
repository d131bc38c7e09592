namespace Lamina.NN;

/// <summary>
/// The mean of each window. Shape: [N, C, D, H, W] → [N, C, ⌊(D + 2·padding − kernel) / stride⌋ + 1, …]; also without N.
/// DType: floating point.
/// </summary>
/// <remarks>As <c>torch.nn.AvgPool3d</c>.</remarks>
/// <param name="kernelSize">Planes, rows and columns of the window.</param>
/// <param name="stride">Step between windows; the window's size if null.</param>
/// <param name="padding">Zeros around the input, at most half the window.</param>
/// <param name="ceilMode">True to keep a last window that reaches beyond the border.</param>
/// <param name="countIncludePad">True to divide by the whole window, false by what of it lies in the input.</param>
/// <param name="divisorOverride">What every sum is divided by; the window's count if null.</param>
public sealed class AvgPool3d(Size3 kernelSize, Size3? stride = null, Size3 padding = default, bool ceilMode = false, bool countIncludePad = true, int? divisorOverride = null) : Layer<Tensor, Tensor>
{
    /// <summary>Planes, rows and columns of the window.</summary>
    public Size3 KernelSize { get; } = kernelSize;

    /// <summary>Step between windows.</summary>
    public Size3 Stride { get; } = stride ?? kernelSize;

    /// <summary>Zeros around the input.</summary>
    public Size3 Padding { get; } = padding;

    /// <summary>True if a last window may reach beyond the border.</summary>
    public bool CeilMode { get; } = ceilMode;

    /// <summary>True if padding counts in the mean.</summary>
    public bool CountIncludePad { get; } = countIncludePad;

    /// <summary>What every sum is divided by; null for the window's count.</summary>
    public int? DivisorOverride { get; } = divisorOverride;

    /// <inheritdoc/>
    public override string ToString() => $"AvgPool3d({KernelSize})";

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        PoolSettings plane = new(
            KernelSize.Height, KernelSize.Width, Stride.Height, Stride.Width, Padding.Height, Padding.Width, Padding.Height, Padding.Width,
            CeilMode: CeilMode, CountIncludePad: CountIncludePad, DivisorOverride: DivisorOverride ?? 0);
        PoolSettings3d settings = new(plane, KernelSize.Depth, Stride.Depth, Padding.Depth, Padding.Depth);
        return Pictures.Batched(this, x, 3, batch => batch.AvgPool3d(settings));
    }
}
