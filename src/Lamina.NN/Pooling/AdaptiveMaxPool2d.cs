namespace Lamina.NN;

/// <summary>
/// The largest elements of windows that cover the input, so that the output has a given size: window i of n along an axis of H spans
/// ⌊i·H/n⌋ up to ⌈(i + 1)·H/n⌉. Shape: [N, C, H, W] → [N, C, height, width]; also without N. DType: floating point.
/// </summary>
/// <remarks>As <c>torch.nn.AdaptiveMaxPool2d</c>.</remarks>
/// <param name="height">Rows of the output; those of the input if null.</param>
/// <param name="width">Columns of the output; those of the input if null.</param>
public sealed class AdaptiveMaxPool2d(int? height, int? width) : Layer<Tensor, Tensor>
{
    /// <summary>As many rows as columns; 1 is that of the whole picture.</summary>
    /// <param name="size">Rows and columns of the output.</param>
    public AdaptiveMaxPool2d(int size)
        : this(size, size)
    {
    }

    /// <summary>Rows of the output; null for those of the input.</summary>
    public int? Height { get; } = height;

    /// <summary>Columns of the output; null for those of the input.</summary>
    public int? Width { get; } = width;

    /// <summary>The output, and where in the plane, row · W + column, each of its elements lies (int64). No hooks are called.</summary>
    /// <param name="x">The input.</param>
    public (Tensor Output, Tensor Indices) WithIndices(Tensor x) =>
        Pictures.BatchedPair(this, x, 2, batch => batch.AdaptiveMaxPool2dWithIndices(Height ?? (int)batch.Shape[2], Width ?? (int)batch.Shape[3]));

    /// <inheritdoc/>
    public override string ToString() => $"AdaptiveMaxPool2d({Height?.ToString() ?? "H"}×{Width?.ToString() ?? "W"})";

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => Pictures.Batched(this, x, 2, batch => batch.AdaptiveMaxPool2d(Height ?? (int)batch.Shape[2], Width ?? (int)batch.Shape[3]));
}
