namespace Lamina;

public sealed partial class Tensor
{
    /// <summary>Channels laid out as pixels, as PyTorch's <c>pixel_shuffle</c>: [N, C·r², H, W] → [N, C, H·r, W·r]. Any axes may stand before C.</summary>
    /// <param name="factor">r.</param>
    /// <exception cref="ShapeException">There are fewer than three axes, or the channels are no multiple of r².</exception>
    public Tensor PixelShuffle(int factor)
    {
        if (factor < 1 || Rank < 3 || Shape[^3] % ((long)factor * factor) != 0)
            throw new ShapeException($"pixel_shuffle by {factor} takes [.., C, H, W] with C a multiple of {(long)factor * factor}; got {Shape}. Use another factor, or more channels.");
        (long height, long width, long channels) = (Shape[^2], Shape[^1], Shape[^3] / factor / factor);
        long[] before = Shape[..^3].ToArray();
        return Reshape(-1, channels, factor, factor, height, width).Permute(0, 1, 4, 2, 5, 3).Reshape([.. before, channels, height * factor, width * factor]);
    }

    /// <summary>Pixels laid out as channels, as PyTorch's <c>pixel_unshuffle</c>: [N, C, H·r, W·r] → [N, C·r², H, W]. Any axes may stand before C.</summary>
    /// <param name="factor">r.</param>
    /// <exception cref="ShapeException">There are fewer than three axes, or height or width is no multiple of r.</exception>
    public Tensor PixelUnshuffle(int factor)
    {
        if (factor < 1 || Rank < 3 || Shape[^2] % factor != 0 || Shape[^1] % factor != 0)
            throw new ShapeException($"pixel_unshuffle by {factor} takes [.., C, H, W] with H and W multiples of it; got {Shape}. Use another factor, or `Pad` the picture.");
        (long height, long width, long channels) = (Shape[^2] / factor, Shape[^1] / factor, Shape[^3]);
        long[] before = Shape[..^3].ToArray();
        return Reshape(-1, channels, height, factor, width, factor).Permute(0, 1, 3, 5, 2, 4).Reshape([.. before, channels * factor * factor, height, width]);
    }

    /// <summary>Channels in another order, as PyTorch's <c>channel_shuffle</c>: those of each group are dealt out, one to a group in turn. Shape: [N, C, …] → the same.</summary>
    /// <param name="groups">Parts into which the channels are divided.</param>
    /// <exception cref="ShapeException">There are fewer than two axes, or the groups do not divide the channels.</exception>
    public Tensor ChannelShuffle(int groups)
    {
        if (groups < 1 || Rank < 2 || Shape[1] % groups != 0)
            throw new ShapeException($"channel_shuffle into {groups} groups takes [N, C, ..] with C a multiple of them; got {Shape}. Use another number of groups.");
        return Reshape(Shape[0], groups, Shape[1] / groups, Shape.CountOf(2..)).Transpose(1, 2).Reshape(Shape.AsSpan());
    }
}
