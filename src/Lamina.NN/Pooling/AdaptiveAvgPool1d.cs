namespace Lamina.NN;

/// <summary>
/// The means of windows that cover the input, so that the output has a given size: window i of n along an axis of L spans
/// ⌊i·L/n⌋ up to ⌈(i + 1)·L/n⌉. Shape: [N, C, L] → [N, C, size]; also without N. DType: floating point.
/// </summary>
/// <remarks>As <c>torch.nn.AdaptiveAvgPool1d</c>.</remarks>
/// <param name="size">Length of the output.</param>
public sealed class AdaptiveAvgPool1d(int size) : Layer<Tensor, Tensor>
{
    /// <summary>Length of the output.</summary>
    public int Size { get; } = size;

    /// <inheritdoc/>
    public override string ToString() => $"AdaptiveAvgPool1d({Size})";

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => Pictures.Batched(this, x, 1, batch => batch.AdaptiveAvgPool1d(Size));
}
