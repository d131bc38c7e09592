namespace Lamina.NN;

/// <summary>
/// The largest element of each window. Shape: [N, C, D, H, W] → [N, C, ⌊(D + 2·padding − dilation·(kernel − 1) − 1) / stride⌋ + 1, …];
/// also without N. DType: floating point.
/// </summary>
/// <remarks>As <c>torch.nn.MaxPool3d</c>. Padding never wins; NaN does. Among equals the first, in row order, gets the gradient.</remarks>
/// <param name="kernelSize">Planes, rows and columns of the window.</param>
/// <param name="stride">Step between windows; the window's size if null.</param>
/// <param name="padding">Around the input, at most half the window.</param>
/// <param name="dilation">Step between the elements of a window; 1 if null.</param>
/// <param name="ceilMode">True to keep a last window that reaches beyond the border.</param>
public sealed class MaxPool3d(Size3 kernelSize, Size3? stride = null, Size3 padding = default, Size3? dilation = null, bool ceilMode = false) : Layer<Tensor, Tensor>
{
    /// <summary>Planes, rows and columns of the window.</summary>
    public Size3 KernelSize { get; } = kernelSize;

    /// <summary>Step between windows.</summary>
    public Size3 Stride { get; } = stride ?? kernelSize;

    /// <summary>Padding around the input.</summary>
    public Size3 Padding { get; } = padding;

    /// <summary>Step between the elements of a window.</summary>
    public Size3 Dilation { get; } = dilation ?? 1;

    /// <summary>True if a last window may reach beyond the border.</summary>
    public bool CeilMode { get; } = ceilMode;

    PoolSettings3d Settings => new(
        new PoolSettings(
            KernelSize.Height, KernelSize.Width, Stride.Height, Stride.Width, Padding.Height, Padding.Width, Padding.Height, Padding.Width,
            Dilation.Height, Dilation.Width, CeilMode),
        KernelSize.Depth, Stride.Depth, Padding.Depth, Padding.Depth, Dilation.Depth);

    /// <summary>The output, and where in the volume, (plane · H + row) · W + column, each of its elements lies (int64), as <see cref="MaxUnpool3d"/> takes it. No hooks are called.</summary>
    /// <param name="x">The input.</param>
    public (Tensor Output, Tensor Indices) WithIndices(Tensor x) => Pictures.BatchedPair(this, x, 3, batch => batch.MaxPool3dWithIndices(Settings));

    /// <inheritdoc/>
    public override string ToString() => $"MaxPool3d({KernelSize})";

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => Pictures.Batched(this, x, 3, batch => batch.MaxPool3d(Settings));
}
