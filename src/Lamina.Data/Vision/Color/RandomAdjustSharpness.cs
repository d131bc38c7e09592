namespace Lamina.Data.Vision;

/// <summary>A picture sharper or softer, now and then; torchvision's <c>RandomAdjustSharpness</c>.</summary>
public sealed class RandomAdjustSharpness : RandomTransform
{
    readonly double _factor;

    /// <summary>A transform that sharpens or softens.</summary>
    /// <param name="factor">0 is smooth, 1 the picture as it is, 2 sharper.</param>
    /// <param name="probability">How likely it is done.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public RandomAdjustSharpness(double factor, double probability = 0.5)
        : base(probability)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(factor);
        _factor = factor;
    }

    /// <inheritdoc/>
    protected override PictureSample Transform(PictureSample sample, ref Draws draws) => sample with { Picture = Adjust.Sharpness(sample.Picture, _factor) };
}
