namespace Lamina.Data.Vision;

/// <summary>Samples from a threshold on are inverted, now and then; torchvision's <c>RandomSolarize</c>.</summary>
/// <param name="threshold">The least sample that becomes 255 less itself.</param>
/// <param name="probability">How likely it is done.</param>
public sealed class RandomSolarize(double threshold, double probability = 0.5) : RandomTransform(probability)
{
    /// <inheritdoc/>
    protected override PictureSample Transform(PictureSample sample, ref Draws draws) => sample with { Picture = Adjust.Solarize(sample.Picture, threshold) };
}
