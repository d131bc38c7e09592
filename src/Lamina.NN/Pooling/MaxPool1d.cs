namespace Lamina.NN;

/// <summary>
/// The largest element of each window. Shape: [N, C, L] → [N, C, ⌊(L + 2·padding − dilation·(kernel − 1) − 1) / stride⌋ + 1];
/// also without N. DType: floating point.
/// </summary>
/// <remarks>As <c>torch.nn.MaxPool1d</c>. Padding never wins; NaN does. Among equals the first gets the gradient.</remarks>
/// <param name="kernelSize">Length of the window.</param>
/// <param name="stride">Step between windows; the window's size if null.</param>
/// <param name="padding">Around the input, at most half the window.</param>
/// <param name="dilation">Step between the elements of a window.</param>
/// <param name="ceilMode">True to keep a last window that reaches beyond the border.</param>
public sealed class MaxPool1d(int kernelSize, int? stride = null, int padding = 0, int dilation = 1, bool ceilMode = false) : Layer<Tensor, Tensor>
{
    /// <summary>Length of the window.</summary>
    public int KernelSize { get; } = kernelSize;

    /// <summary>Step between windows.</summary>
    public int Stride { get; } = stride ?? kernelSize;

    /// <summary>Padding around the input.</summary>
    public int Padding { get; } = padding;

    /// <summary>Step between the elements of a window.</summary>
    public int Dilation { get; } = dilation;

    /// <summary>True if a last window may reach beyond the border.</summary>
    public bool CeilMode { get; } = ceilMode;

    /// <summary>The output, and where along the line, each of its elements lies (int64), as <see cref="MaxUnpool1d"/> takes it. No hooks are called.</summary>
    /// <param name="x">The input.</param>
    public (Tensor Output, Tensor Indices) WithIndices(Tensor x) => Pictures.BatchedPair(this, x, 1, batch => batch.MaxPool1dWithIndices(KernelSize, Stride, Padding, Dilation, CeilMode));

    /// <inheritdoc/>
    public override string ToString() => $"MaxPool1d({KernelSize})";

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => Pictures.Batched(this, x, 1, batch => batch.MaxPool1d(KernelSize, Stride, Padding, Dilation, CeilMode));
}
