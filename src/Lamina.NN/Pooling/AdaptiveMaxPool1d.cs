namespace Lamina.NN;

/// <summary>
/// The largest elements of windows that cover the input, so that the output has a given size: window i of n along an axis of L spans
/// ⌊i·L/n⌋ up to ⌈(i + 1)·L/n⌉. Shape: [N, C, L] → [N, C, size]; also without N. DType: floating point.
/// </summary>
/// <remarks>As <c>torch.nn.AdaptiveMaxPool1d</c>.</remarks>
/// <param name="size">Length of the output.</param>
public sealed class AdaptiveMaxPool1d(int size) : Layer<Tensor, Tensor>
{
    /// <summary>Length of the output.</summary>
    public int Size { get; } = size;

    /// <summary>The output, and where along the line, each of its elements lies (int64). No hooks are called.</summary>
    /// <param name="x">The input.</param>
    public (Tensor Output, Tensor Indices) WithIndices(Tensor x) =>
        Pictures.BatchedPair(this, x, 1, batch => batch.AdaptiveMaxPool1dWithIndices(Size));

    /// <inheritdoc/>
    public override string ToString() => $"AdaptiveMaxPool1d({Size})";

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => Pictures.Batched(this, x, 1, batch => batch.AdaptiveMaxPool1d(Size));
}
