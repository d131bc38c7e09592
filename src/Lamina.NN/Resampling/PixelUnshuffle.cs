namespace Lamina.NN;

/// <summary>Pixels laid out as channels. Shape: [N, C, H·r, W·r] → [N, C·r², H, W]; also without N. DType: any.</summary>
/// <remarks>As <c>torch.nn.PixelUnshuffle</c>.</remarks>
/// <param name="downscaleFactor">r.</param>
public sealed class PixelUnshuffle(int downscaleFactor) : Layer<Tensor, Tensor>
{
    /// <summary>r.</summary>
    public int DownscaleFactor { get; } = downscaleFactor;

    /// <inheritdoc/>
    public override string ToString() => $"PixelUnshuffle({DownscaleFactor})";

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.PixelUnshuffle(DownscaleFactor);
}
