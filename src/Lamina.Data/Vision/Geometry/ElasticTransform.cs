using Lamina.Imaging;

namespace Lamina.Data.Vision;

/// <summary>A picture as on rubber: every pixel comes from a drawn place nearby, and neighbours from places near each other; torchvision's <c>ElasticTransform</c>.</summary>
/// <remarks>
/// Distances in pixels are alpha / 2 times numbers drawn evenly from −1 to 1, smoothed by a bell of deviation sigma. Boxes become the boxes around where their
/// sides go. <b>Source:</b> Simard, Steinkraus, Platt: Best practices for convolutional neural networks (ICDAR 2003).
/// </remarks>
public sealed class ElasticTransform : IPictureTransform
{
    readonly double _alpha;
    readonly float[] _weights;
    readonly InterpolationMode _mode;
    readonly byte _fill;

    /// <summary>A drawn distortion.</summary>
    /// <param name="alpha">How strong; 0 or more.</param>
    /// <param name="sigma">How smooth, in pixels; above 0.</param>
    /// <param name="mode">Linear, as in torchvision, or nearest.</param>
    /// <param name="fill">Every sample of what comes from outside.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range, or the mode is neither nearest nor linear.</exception>
    public ElasticTransform(double alpha = 50, double sigma = 5, InterpolationMode mode = InterpolationMode.Linear, byte fill = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(alpha);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sigma);
        (_alpha, _mode, _fill) = (alpha, Warp.Checked(mode), fill);

        // Four deviations to each side, and an odd number of places.
        _weights = Gaussian.Weights((int)((8 * sigma) + 1) | 1, sigma);
    }

    /// <inheritdoc/>
    public PictureSample Apply(PictureSample sample, ref Draws draws)
    {
        Picture picture = sample.Picture;
        float[] x = Field(picture.Width, picture.Height, ref draws), y = Field(picture.Width, picture.Height, ref draws);
        return Warp.Sample(sample, new DisplacementMap(picture.Width, picture.Height, x, y), picture.Width, picture.Height, _mode, _fill);
    }

    float[] Field(int width, int height, ref Draws draws)
    {
        float[] field = new float[width * height];
        for (int i = 0; i < field.Length; i++)
            field[i] = (float)(draws.Uniform(-1, 1) * _alpha / 2);
        return Gaussian.Smooth(field, width, height, 1, _weights, _weights);
    }
}
