namespace Lamina.Data.Vision;

/// <summary>Only the upper bits of every sample are kept, now and then; torchvision's <c>RandomPosterize</c>.</summary>
public sealed class RandomPosterize : RandomTransform
{
    readonly int _bits;

    /// <summary>A transform that keeps some bits.</summary>
    /// <param name="bits">How many are kept, 0 to 8.</param>
    /// <param name="probability">How likely it is done.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public RandomPosterize(int bits, double probability = 0.5)
        : base(probability)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bits, 8);
        _bits = bits;
    }

    /// <inheritdoc/>
    protected override PictureSample Transform(PictureSample sample, ref Draws draws) => sample with { Picture = Adjust.Posterize(sample.Picture, _bits) };
}
