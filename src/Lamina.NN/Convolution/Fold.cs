namespace Lamina.NN;

/// <summary>
/// Columns added up into the pictures they are windows of, also known as col2im: the transpose of <see cref="Unfold"/>.
/// Shape: [N, C·kernel area, windows] → [N, C, height, width]; also without N. DType: any but bool.
/// </summary>
/// <remarks>As <c>torch.nn.Fold</c>; see <see cref="Tensor.Fold2d"/>.</remarks>
/// <param name="outputSize">Rows and columns of the pictures.</param>
/// <param name="kernelSize">Rows and columns of the window.</param>
/// <param name="dilation">Step between the taps of a window; 1 if null.</param>
/// <param name="padding">Rows and columns of zeros on each side that the windows covered too; 0 if null.</param>
/// <param name="stride">Step between windows; 1 if null.</param>
public sealed class Fold(Size2 outputSize, Size2 kernelSize, Size2? dilation = null, Size2? padding = null, Size2? stride = null) : Layer<Tensor, Tensor>
{
    /// <summary>Rows and columns of the pictures.</summary>
    public Size2 OutputSize { get; } = outputSize;

    /// <summary>Rows and columns of the window.</summary>
    public Size2 KernelSize { get; } = kernelSize;

    /// <summary>Step between the taps of a window.</summary>
    public Size2 Dilation { get; } = dilation ?? 1;

    /// <summary>Rows and columns of zeros on each side that the windows covered too.</summary>
    public Size2 Padding { get; } = padding ?? 0;

    /// <summary>Step between windows.</summary>
    public Size2 Stride { get; } = stride ?? 1;

    /// <inheritdoc/>
    public override string ToString() => $"Fold({OutputSize}, {KernelSize})";

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.Rank == 2 ? Compute(x.Unsqueeze(0)).Squeeze(0) : x.Fold2d(
        OutputSize.Height, OutputSize.Width, KernelSize.Height, KernelSize.Width,
        new ConvSettings(Stride.Height, Stride.Width, Dilation.Height, Dilation.Width, Padding.Height, Padding.Width, Padding.Height, Padding.Width));
}
