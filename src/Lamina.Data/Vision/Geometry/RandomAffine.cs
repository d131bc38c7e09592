using Lamina.Imaging;

namespace Lamina.Data.Vision;

/// <summary>A picture turned, sheared, stretched and moved by drawn amounts, in a picture of the same size; torchvision's <c>RandomAffine</c>.</summary>
/// <remarks>Turns and shears are around the middle, clockwise; boxes become the boxes around the moved ones.</remarks>
public sealed class RandomAffine : IPictureTransform
{
    readonly double _degrees, _shearX, _shearY, _translateX, _translateY;
    readonly (double Low, double High) _scale;
    readonly InterpolationMode _mode;
    readonly byte _fill;

    /// <summary>By drawn amounts.</summary>
    /// <param name="degrees">Turned by an angle from −degrees to degrees; 0 or more.</param>
    /// <param name="translate">Moved by at most these parts of the width and the height, from 0 to 1; not at all by default.</param>
    /// <param name="scale">The least and greatest factor, above 0; none by default.</param>
    /// <param name="shear">Sheared along x and along y by at most these degrees; not at all by default.</param>
    /// <param name="mode">Nearest, as in torchvision, or linear.</param>
    /// <param name="fill">Every sample of what comes from outside.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public RandomAffine(
        double degrees,
        (double X, double Y) translate = default,
        (double Low, double High)? scale = null,
        (double X, double Y) shear = default,
        InterpolationMode mode = InterpolationMode.Nearest,
        byte fill = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(degrees);
        if (!(translate.X is >= 0 and <= 1 && translate.Y is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(translate), translate, "A picture is moved by parts of its size, from 0 to 1.");
        if (!(shear.X is >= 0 and < 90 && shear.Y is >= 0 and < 90))
            throw new ArgumentOutOfRangeException(nameof(shear), shear, "A shear is from 0 to below 90 degrees.");
        _scale = scale ?? (1, 1);
        if (!(_scale.Low > 0 && _scale.High >= _scale.Low))
            throw new ArgumentOutOfRangeException(nameof(scale), scale, "A range of scales is above 0 and begins with the lesser one.");
        (_degrees, _mode, _fill) = (degrees, Warp.Checked(mode), fill);
        (_translateX, _translateY) = translate;
        (_shearX, _shearY) = shear;
    }

    /// <inheritdoc/>
    public PictureSample Apply(PictureSample sample, ref Draws draws)
    {
        Picture picture = sample.Picture;
        double degrees = draws.Uniform(-_degrees, _degrees);
        double x = Math.Round(draws.Uniform(-_translateX, _translateX) * picture.Width), y = Math.Round(draws.Uniform(-_translateY, _translateY) * picture.Height);
        double scale = draws.Uniform(_scale.Low, _scale.High);
        Projective turn = Projective.Turn(degrees, scale, draws.Uniform(-_shearX, _shearX), draws.Uniform(-_shearY, _shearY));
        return sample.Warped(picture.AroundMiddle(turn).Then(Projective.Shift(x, y)), _mode, _fill);
    }
}
