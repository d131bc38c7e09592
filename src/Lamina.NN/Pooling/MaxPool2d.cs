namespace Lamina.NN;

/// <summary>
/// The largest element of each window. Shape: [N, C, H, W] → [N, C, ⌊(H + 2·padding − dilation·(kernel − 1) − 1) / stride⌋ + 1, …];
/// also without N. DType: floating point.
/// </summary>
/// <remarks>As <c>torch.nn.MaxPool2d</c>. Padding never wins; NaN does. Among equals the first, in row order, gets the gradient.</remarks>
/// <param name="kernelSize">Rows and columns of the window.</param>
/// <param name="stride">Step between windows; the window's size if null.</param>
/// <param name="padding">Around the input, at most half the window.</param>
/// <param name="dilation">Step between the elements of a window; 1 if null.</param>
/// <param name="ceilMode">True to keep a last window that reaches beyond the border.</param>
public sealed class MaxPool2d(Size2 kernelSize, Size2? stride = null, Size2 padding = default, Size2? dilation = null, bool ceilMode = false) : Layer<Tensor, Tensor>
{
    /// <summary>Rows and columns of the window.</summary>
    public Size2 KernelSize { get; } = kernelSize;

    /// <summary>Step between windows.</summary>
    public Size2 Stride { get; } = stride ?? kernelSize;

    /// <summary>Padding around the input.</summary>
    public Size2 Padding { get; } = padding;

    /// <summary>Step between the elements of a window.</summary>
    public Size2 Dilation { get; } = dilation ?? 1;

    /// <summary>True if a last window may reach beyond the border.</summary>
    public bool CeilMode { get; } = ceilMode;

    PoolSettings Settings => new(
        KernelSize.Height, KernelSize.Width, Stride.Height, Stride.Width, Padding.Height, Padding.Width, Padding.Height, Padding.Width,
        Dilation.Height, Dilation.Width, CeilMode);

    /// <summary>The output, and where in the plane, row · W + column, each of its elements lies (int64), as <see cref="MaxUnpool2d"/> takes it. No hooks are called.</summary>
    /// <param name="x">The input.</param>
    public (Tensor Output, Tensor Indices) WithIndices(Tensor x) => Pictures.BatchedPair(this, x, 2, batch => batch.MaxPool2dWithIndices(Settings));

    /// <inheritdoc/>
    public override string ToString() => $"MaxPool2d({KernelSize})";

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => Pictures.Batched(this, x, batch => batch.MaxPool2d(Settings));
}
