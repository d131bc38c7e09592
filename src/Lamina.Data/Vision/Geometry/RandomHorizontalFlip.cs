namespace Lamina.Data.Vision;

/// <summary>A picture mirrored left to right, now and then; torchvision's <c>RandomHorizontalFlip</c>.</summary>
/// <param name="probability">How likely it is done.</param>
public sealed class RandomHorizontalFlip(double probability = 0.5) : RandomTransform(probability)
{
    /// <inheritdoc/>
    protected override PictureSample Transform(PictureSample sample, ref Draws draws) => sample.FlippedHorizontally();
}
