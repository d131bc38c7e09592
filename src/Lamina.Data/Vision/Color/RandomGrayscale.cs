namespace Lamina.Data.Vision;

/// <summary>A picture without colour, in as many channels (0.299 R + 0.587 G + 0.114 B), now and then; torchvision's <c>RandomGrayscale</c>.</summary>
/// <param name="probability">How likely it is done.</param>
public sealed class RandomGrayscale(double probability = 0.1) : RandomTransform(probability)
{
    /// <inheritdoc/>
    protected override PictureSample Transform(PictureSample sample, ref Draws draws) => sample with { Picture = Adjust.Grey(sample.Picture) };
}
