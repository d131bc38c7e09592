namespace Lamina.Data.Vision;

/// <summary>A picture turned around its middle by a drawn angle, in a picture of the same size; torchvision's <c>RandomRotation</c>.</summary>
/// <remarks>Counter-clockwise, as in torchvision. Boxes become the boxes around the turned ones.</remarks>
public sealed class RandomRotation : IPictureTransform
{
    readonly (double Low, double High) _degrees;
    readonly InterpolationMode _mode;
    readonly byte _fill;

    /// <summary>By an angle from −degrees to degrees.</summary>
    /// <param name="degrees">0 or more.</param>
    /// <param name="mode">Nearest, as in torchvision, or linear.</param>
    /// <param name="fill">Every sample of what comes from outside.</param>
    /// <exception cref="ArgumentOutOfRangeException">The angle is negative, or the mode is neither nearest nor linear.</exception>
    public RandomRotation(double degrees, InterpolationMode mode = InterpolationMode.Nearest, byte fill = 0)
        : this((-degrees, degrees), mode, fill)
    {
    }

    /// <summary>By an angle of a range.</summary>
    /// <param name="degrees">The least and the greatest.</param>
    /// <param name="mode">Nearest, as in torchvision, or linear.</param>
    /// <param name="fill">Every sample of what comes from outside.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range is turned around, or the mode is neither nearest nor linear.</exception>
    public RandomRotation((double Low, double High) degrees, InterpolationMode mode = InterpolationMode.Nearest, byte fill = 0)
    {
        if (!(degrees.Low <= degrees.High))
            throw new ArgumentOutOfRangeException(nameof(degrees), degrees, "A range of angles begins with the lesser one.");
        (_degrees, _mode, _fill) = (degrees, Warp.Checked(mode), fill);
    }

    /// <inheritdoc/>
    public PictureSample Apply(PictureSample sample, ref Draws draws) =>
        sample.Warped(sample.Picture.AroundMiddle(Projective.Turn(-draws.Uniform(_degrees.Low, _degrees.High))), _mode, _fill);
}
