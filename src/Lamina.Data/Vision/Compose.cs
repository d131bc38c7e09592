namespace Lamina.Data.Vision;

/// <summary>Transforms one after the other; torchvision's <c>Compose</c>.</summary>
/// <param name="transforms">In the order in which they are done.</param>
public sealed class Compose(params IReadOnlyList<IPictureTransform> transforms) : IPictureTransform
{
    readonly IPictureTransform[] _transforms = [.. transforms];

    /// <inheritdoc/>
    public PictureSample Apply(PictureSample sample, ref Draws draws)
    {
        foreach (IPictureTransform transform in _transforms)
            sample = transform.Apply(sample, ref draws);
        return sample;
    }
}
