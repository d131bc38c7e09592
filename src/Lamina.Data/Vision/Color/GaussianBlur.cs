namespace Lamina.Data.Vision;

/// <summary>A picture smoothed by a bell of drawn width, the border mirrored; torchvision's <c>GaussianBlur</c>.</summary>
public sealed class GaussianBlur : IPictureTransform
{
    readonly PictureSize _kernel;
    readonly double _low, _high;

    /// <summary>A transform that smooths.</summary>
    /// <param name="kernel">Rows and columns that take part, odd.</param>
    /// <param name="low">The least standard deviation in pixels, above 0.</param>
    /// <param name="high">The greatest.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public GaussianBlur(PictureSize kernel, double low = 0.1, double high = 2)
    {
        if (kernel.Height % 2 == 0 || kernel.Width % 2 == 0)
            throw new ArgumentOutOfRangeException(nameof(kernel), kernel, "A kernel has an odd number of rows and columns, so that one is in the middle.");
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(low);
        ArgumentOutOfRangeException.ThrowIfLessThan(high, low);
        (_kernel, _low, _high) = (kernel, low, high);
    }

    /// <inheritdoc/>
    public PictureSample Apply(PictureSample sample, ref Draws draws)
    {
        double deviation = draws.Uniform(_low, _high);
        return sample with { Picture = Gaussian.Blur(sample.Picture, Gaussian.Weights(_kernel.Width, deviation), Gaussian.Weights(_kernel.Height, deviation)) };
    }
}
