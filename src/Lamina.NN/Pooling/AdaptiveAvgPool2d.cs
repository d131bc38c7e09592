namespace Lamina.NN;

/// <summary>
/// The means of windows that cover the picture, so that the output has a given size: window i of n along an axis of H spans
/// ⌊i·H/n⌋ up to ⌈(i + 1)·H/n⌉. Shape: [N, C, H, W] → [N, C, height, width]; also without N. DType: floating point.
/// </summary>
/// <remarks>As <c>torch.nn.AdaptiveAvgPool2d</c>.</remarks>
/// <param name="height">Rows of the output; those of the input if null.</param>
/// <param name="width">Columns of the output; those of the input if null.</param>
public sealed class AdaptiveAvgPool2d(int? height, int? width) : Layer<Tensor, Tensor>
{
    /// <summary>As many rows as columns; 1 is the mean of the whole picture.</summary>
    /// <param name="size">Rows and columns of the output.</param>
    public AdaptiveAvgPool2d(int size)
        : this(size, size)
    {
    }

    /// <summary>Rows of the output; null for those of the input.</summary>
    public int? Height { get; } = height;

    /// <summary>Columns of the output; null for those of the input.</summary>
    public int? Width { get; } = width;

    /// <inheritdoc/>
    public override string ToString() => $"AdaptiveAvgPool2d({Height?.ToString() ?? "H"}×{Width?.ToString() ?? "W"})";

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) =>
        Pictures.Batched(this, x, batch => batch.AdaptiveAvgPool2d(Height ?? (int)batch.Shape[2], Width ?? (int)batch.Shape[3]));
}
