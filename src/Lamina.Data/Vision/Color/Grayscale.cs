namespace Lamina.Data.Vision;

/// <summary>A picture without colour: 0.299 R + 0.587 G + 0.114 B; torchvision's <c>Grayscale</c>.</summary>
public sealed class Grayscale : IPictureTransform
{
    readonly int _channels;

    /// <summary>A transform to grey.</summary>
    /// <param name="channels">1, or 3 for the same value three times.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such number of channels.</exception>
    public Grayscale(int channels = 1) =>
        _channels = channels is 1 or 3 ? channels : throw new ArgumentOutOfRangeException(nameof(channels), channels, "A grey picture has 1 channel, or 3 that are the same.");

    /// <inheritdoc/>
    public PictureSample Apply(PictureSample sample, ref Draws draws) => sample with { Picture = Adjust.Grey(sample.Picture.WithChannels(3)).WithChannels(_channels) };
}
