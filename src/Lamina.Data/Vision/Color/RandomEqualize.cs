namespace Lamina.Data.Vision;

/// <summary>Each channel spread so that all levels are as frequent as can be, now and then; torchvision's <c>RandomEqualize</c>.</summary>
/// <param name="probability">How likely it is done.</param>
public sealed class RandomEqualize(double probability = 0.5) : RandomTransform(probability)
{
    /// <inheritdoc/>
    protected override PictureSample Transform(PictureSample sample, ref Draws draws) => sample with { Picture = Adjust.Equalize(sample.Picture) };
}
