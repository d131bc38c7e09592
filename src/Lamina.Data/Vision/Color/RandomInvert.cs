namespace Lamina.Data.Vision;

/// <summary>255 less every sample, now and then; torchvision's <c>RandomInvert</c>.</summary>
/// <param name="probability">How likely it is done.</param>
public sealed class RandomInvert(double probability = 0.5) : RandomTransform(probability)
{
    /// <inheritdoc/>
    protected override PictureSample Transform(PictureSample sample, ref Draws draws) => sample with { Picture = Adjust.Invert(sample.Picture) };
}
