using Lamina.Imaging;

namespace Lamina.Data.Vision;

/// <summary>Brightness, contrast, saturation and hue drawn anew for each picture, changed in a drawn order; torchvision's <c>ColorJitter</c>.</summary>
/// <remarks>
/// Brightness b multiplies by a factor from max(0, 1 − b) to 1 + b; contrast and saturation do so with the distance from the mean luma and from grey. Hue h turns
/// colours by −h to h of a full turn. What is 0 is left alone, as are saturation and hue of grey pictures.
/// </remarks>
public sealed class ColorJitter : IPictureTransform
{
    const int Steps = 4;

    readonly double[] _ranges;

    /// <summary>A jitter; everything is 0 by default.</summary>
    /// <param name="brightness">0 or more.</param>
    /// <param name="contrast">0 or more.</param>
    /// <param name="saturation">0 or more.</param>
    /// <param name="hue">From 0 to 0.5.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public ColorJitter(double brightness = 0, double contrast = 0, double saturation = 0, double hue = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(brightness);
        ArgumentOutOfRangeException.ThrowIfNegative(contrast);
        ArgumentOutOfRangeException.ThrowIfNegative(saturation);
        ArgumentOutOfRangeException.ThrowIfNegative(hue);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hue, 0.5);
        _ranges = [brightness, contrast, saturation, hue];
    }

    /// <inheritdoc/>
    public PictureSample Apply(PictureSample sample, ref Draws draws)
    {
        Span<int> order = [0, 1, 2, 3];
        for (int i = Steps - 1; i > 0; i--)
        {
            int other = draws.Below(i + 1);
            (order[i], order[other]) = (order[other], order[i]);
        }

        Picture picture = sample.Picture;
        foreach (int step in order)
        {
            double range = _ranges[step];
            if (range == 0)
                continue;
            double factor = step == Steps - 1 ? draws.Uniform(-range, range) : draws.Uniform(Math.Max(0, 1 - range), 1 + range);
            picture = step switch
            {
                0 => Adjust.Brightness(picture, factor),
                1 => Adjust.Contrast(picture, factor),
                2 => Adjust.Saturation(picture, factor),
                _ => Hue.Turn(picture, factor),
            };
        }

        return sample with { Picture = picture };
    }
}
