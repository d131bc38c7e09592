using Lamina.Imaging;

namespace Lamina.Data.Vision;

/// <summary>A picture as seen from aside, now and then; torchvision's <c>RandomPerspective</c>.</summary>
/// <remarks>Each corner moves inwards by a drawn part of up to half the distortion along either side.</remarks>
public sealed class RandomPerspective : RandomTransform
{
    readonly double _distortion;
    readonly InterpolationMode _mode;
    readonly byte _fill;

    /// <summary>A drawn perspective.</summary>
    /// <param name="distortion">From 0 (none) to 1 (corners may meet in the middle).</param>
    /// <param name="probability">How likely it is done.</param>
    /// <param name="mode">Linear, as in torchvision, or nearest.</param>
    /// <param name="fill">Every sample of what comes from outside.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range, or the mode is neither nearest nor linear.</exception>
    public RandomPerspective(double distortion = 0.5, double probability = 0.5, InterpolationMode mode = InterpolationMode.Linear, byte fill = 0)
        : base(probability)
    {
        if (!(distortion is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(distortion), distortion, "A distortion is a number from 0 to 1.");
        (_distortion, _mode, _fill) = (distortion, Warp.Checked(mode), fill);
    }

    /// <inheritdoc/>
    protected override PictureSample Transform(PictureSample sample, ref Draws draws)
    {
        Picture picture = sample.Picture;
        double width = picture.Width, height = picture.Height, across = _distortion * width / 2, down = _distortion * height / 2;
        Span<(double X, double Y)> corners =
        [
            (draws.Uniform(0, across), draws.Uniform(0, down)),
            (width - draws.Uniform(0, across), draws.Uniform(0, down)),
            (width - draws.Uniform(0, across), height - draws.Uniform(0, down)),
            (draws.Uniform(0, across), height - draws.Uniform(0, down)),
        ];
        return sample.Warped(Projective.Scale(1 / width, 1 / height).Then(Projective.FromUnitSquare(corners)), _mode, _fill);
    }
}
