namespace Lamina.NN;

/// <summary>Channels laid out as pixels. Shape: [N, C·r², H, W] → [N, C, H·r, W·r]; also without N. DType: any.</summary>
/// <remarks>As <c>torch.nn.PixelShuffle</c>.</remarks>
/// <param name="upscaleFactor">r.</param>
public sealed class PixelShuffle(int upscaleFactor) : Layer<Tensor, Tensor>
{
    /// <summary>r.</summary>
    public int UpscaleFactor { get; } = upscaleFactor;

    /// <inheritdoc/>
    public override string ToString() => $"PixelShuffle({UpscaleFactor})";

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.PixelShuffle(UpscaleFactor);
}
