namespace Lamina.NN;

/// <summary>
/// The mean of each window. Shape: [N, C, L] → [N, C, ⌊(L + 2·padding − kernel) / stride⌋ + 1]; also without N.
/// DType: floating point.
/// </summary>
/// <remarks>As <c>torch.nn.AvgPool1d</c>.</remarks>
/// <param name="kernelSize">Length of the window.</param>
/// <param name="stride">Step between windows; the window's size if null.</param>
/// <param name="padding">Zeros around the input, at most half the window.</param>
/// <param name="ceilMode">True to keep a last window that reaches beyond the border.</param>
/// <param name="countIncludePad">True to divide by the whole window, false by what of it lies in the input.</param>
public sealed class AvgPool1d(int kernelSize, int? stride = null, int padding = 0, bool ceilMode = false, bool countIncludePad = true) : Layer<Tensor, Tensor>
{
    /// <summary>Length of the window.</summary>
    public int KernelSize { get; } = kernelSize;

    /// <summary>Step between windows.</summary>
    public int Stride { get; } = stride ?? kernelSize;

    /// <summary>Zeros around the input.</summary>
    public int Padding { get; } = padding;

    /// <summary>True if a last window may reach beyond the border.</summary>
    public bool CeilMode { get; } = ceilMode;

    /// <summary>True if padding counts in the mean.</summary>
    public bool CountIncludePad { get; } = countIncludePad;

    /// <inheritdoc/>
    public override string ToString() => $"AvgPool1d({KernelSize})";

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => Pictures.Batched(this, x, 1, batch => batch.AvgPool1d(KernelSize, Stride, Padding, CeilMode, CountIncludePad));
}
