namespace Lamina.Data.Vision;

/// <summary>Transforms done one after the other with a probability, all or none; torchvision's <c>RandomApply</c>.</summary>
/// <param name="probability">From 0 to 1; torchvision's default is 0.5.</param>
/// <param name="transforms">In the order in which they are done.</param>
public sealed class RandomApply(double probability, params IReadOnlyList<IPictureTransform> transforms) : RandomTransform(probability)
{
    readonly Compose _transforms = new(transforms);

    /// <inheritdoc/>
    protected override PictureSample Transform(PictureSample sample, ref Draws draws) => _transforms.Apply(sample, ref draws);
}
