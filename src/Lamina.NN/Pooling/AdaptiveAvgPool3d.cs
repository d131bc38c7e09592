namespace Lamina.NN;

/// <summary>
/// The means of windows that cover the input, so that the output has a given size: window i of n along an axis of D spans
/// ⌊i·D/n⌋ up to ⌈(i + 1)·D/n⌉. Shape: [N, C, D, H, W] → [N, C, depth, height, width]; also without N. DType: floating point.
/// </summary>
/// <remarks>As <c>torch.nn.AdaptiveAvgPool3d</c>.</remarks>
/// <param name="depth">Planes of the output; those of the input if null.</param>
/// <param name="height">Rows of the output; those of the input if null.</param>
/// <param name="width">Columns of the output; those of the input if null.</param>
public sealed class AdaptiveAvgPool3d(int? depth, int? height, int? width) : Layer<Tensor, Tensor>
{
    /// <summary>As many along all axes; 1 is that of the whole volume.</summary>
    /// <param name="size">Planes, rows and columns of the output.</param>
    public AdaptiveAvgPool3d(int size)
        : this(size, size, size)
    {
    }

    /// <summary>Planes of the output; null for those of the input.</summary>
    public int? Depth { get; } = depth;

    /// <summary>Rows of the output; null for those of the input.</summary>
    public int? Height { get; } = height;

    /// <summary>Columns of the output; null for those of the input.</summary>
    public int? Width { get; } = width;

    /// <inheritdoc/>
    public override string ToString() => $"AdaptiveAvgPool3d({Depth?.ToString() ?? "D"}×{Height?.ToString() ?? "H"}×{Width?.ToString() ?? "W"})";

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => Pictures.Batched(this, x, 3, batch => batch.AdaptiveAvgPool3d(Depth ?? (int)batch.Shape[2], Height ?? (int)batch.Shape[3], Width ?? (int)batch.Shape[4]));
}
