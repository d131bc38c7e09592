using Lamina.Imaging;

namespace Lamina.Data.Vision;

/// <summary>A rectangle of the picture is painted over, now and then; torchvision's <c>RandomErasing</c>.</summary>
/// <remarks>
/// Its area is a drawn part of the picture's, its height over its width a number whose logarithm is drawn evenly; after ten that do not fit the picture stays whole.
/// <b>Source:</b> Zhong, Zheng, Kang, Li, Yang: Random erasing data augmentation (AAAI 2020).
/// </remarks>
public sealed class RandomErasing : RandomTransform
{
    const int Attempts = 10;

    readonly (double Low, double High) _area, _ratio;
    readonly byte? _value;

    /// <summary>A transform that erases.</summary>
    /// <param name="probability">How likely it is done.</param>
    /// <param name="area">The least and greatest part of the picture; (0.02, 0.33) by default.</param>
    /// <param name="ratio">The least and greatest height over width; (0.3, 3.3) by default.</param>
    /// <param name="value">What is painted; null for random bytes, each drawn.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public RandomErasing(double probability = 0.5, (double Low, double High)? area = null, (double Low, double High)? ratio = null, byte? value = 0)
        : base(probability)
    {
        (_area, _ratio, _value) = (area ?? (0.02, 0.33), ratio ?? (0.3, 3.3), value);
        DrawnRectangle.Check(_area, _ratio);
    }

    /// <inheritdoc/>
    protected override PictureSample Transform(PictureSample sample, ref Draws draws)
    {
        Picture picture = sample.Picture;
        if (DrawnRectangle.Draw(picture.Width, picture.Height, _area, _ratio, Attempts, ref draws) is not var (left, top, width, height))
            return sample;
        Picture erased = new(picture.Width, picture.Height, picture.Channels, picture.Pixels.ToArray());
        for (int y = top; y < top + height; y++)
        {
            Span<byte> line = erased.Row(y).Slice(left * picture.Channels, width * picture.Channels);
            line.Fill(_value ?? 0);
            for (int i = 0; i < line.Length && _value is null; i++)
                line[i] = (byte)draws.Below(256);
        }

        return sample with { Picture = erased };
    }
}
