namespace Lamina.Data.Vision;

/// <summary>Leaves out boxes that transforms have made too small to show anything; torchvision's <c>SanitizeBoundingBoxes</c>.</summary>
/// <param name="leastSide">A box stays if both its sides are at least so long, in pixels.</param>
/// <param name="leastArea">And if it has at least this area.</param>
public sealed class SanitizeBoundingBoxes(double leastSide = 1, double leastArea = 1) : IPictureTransform
{
    /// <inheritdoc/>
    public PictureSample Apply(PictureSample sample, ref Draws draws) =>
        sample with { Boxes = [.. sample.Boxes.Where(box => box.Width >= leastSide && box.Height >= leastSide && box.Area >= leastArea)] };
}
