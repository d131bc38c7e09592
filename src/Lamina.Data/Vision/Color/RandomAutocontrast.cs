namespace Lamina.Data.Vision;

/// <summary>The darkest sample of each channel becomes 0, the lightest 255, now and then; torchvision's <c>RandomAutocontrast</c>.</summary>
/// <param name="probability">How likely it is done.</param>
public sealed class RandomAutocontrast(double probability = 0.5) : RandomTransform(probability)
{
    /// <inheritdoc/>
    protected override PictureSample Transform(PictureSample sample, ref Draws draws) => sample with { Picture = Adjust.Autocontrast(sample.Picture) };
}
