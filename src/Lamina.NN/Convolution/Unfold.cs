namespace Lamina.NN;

/// <summary>
/// The windows of a convolution as columns, also known as im2col. Shape: [N, C, H, W] → [N, C·kernel area, windows]; also without N. DType: any.
/// </summary>
/// <remarks>As <c>torch.nn.Unfold</c>; the formula stands at <see cref="Tensor.Unfold2d"/>.</remarks>
/// <param name="kernelSize">Rows and columns of the window.</param>
/// <param name="dilation">Step between the taps of a window; 1 if null.</param>
/// <param name="padding">Rows and columns of zeros on each side; 0 if null.</param>
/// <param name="stride">Step between windows; 1 if null.</param>
public sealed class Unfold(Size2 kernelSize, Size2? dilation = null, Size2? padding = null, Size2? stride = null) : Layer<Tensor, Tensor>
{
    /// <summary>Rows and columns of the window.</summary>
    public Size2 KernelSize { get; } = kernelSize;

    /// <summary>Step between the taps of a window.</summary>
    public Size2 Dilation { get; } = dilation ?? 1;

    /// <summary>Rows and columns of zeros on each side.</summary>
    public Size2 Padding { get; } = padding ?? 0;

    /// <summary>Step between windows.</summary>
    public Size2 Stride { get; } = stride ?? 1;

    /// <inheritdoc/>
    public override string ToString() => $"Unfold({KernelSize})";

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        ConvSettings settings = new(Stride.Height, Stride.Width, Dilation.Height, Dilation.Width, Padding.Height, Padding.Width, Padding.Height, Padding.Width);
        return Pictures.Batched(this, x, pictures => pictures.Unfold2d(KernelSize.Height, KernelSize.Width, settings));
    }
}
