namespace Lamina.Data.Vision;

/// <summary>A picture mirrored top to bottom, now and then; torchvision's <c>RandomVerticalFlip</c>.</summary>
/// <param name="probability">How likely it is done.</param>
public sealed class RandomVerticalFlip(double probability = 0.5) : RandomTransform(probability)
{
    /// <inheritdoc/>
    protected override PictureSample Transform(PictureSample sample, ref Draws draws) => sample.FlippedVertically();
}
