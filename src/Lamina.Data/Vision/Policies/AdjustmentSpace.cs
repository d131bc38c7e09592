using Lamina.Imaging;

namespace Lamina.Data.Vision;

/// <summary>How much of each adjustment a magnitude means, and doing it.</summary>
/// <param name="bins">Magnitudes go from 0 to bins − 1.</param>
/// <param name="shear">The greatest tangent of a shear.</param>
/// <param name="translate">The greatest shift as a part of the picture's size; above 1 in pixels.</param>
/// <param name="degrees">The greatest rotation.</param>
/// <param name="enhance">The greatest change of the factor of brightness, colour, contrast and sharpness.</param>
/// <param name="lostBits">How many bits posterizing takes at most.</param>
/// <param name="mode">How warped pictures are looked up.</param>
/// <param name="fill">What comes from outside.</param>
internal sealed class AdjustmentSpace(int bins, double shear, double translate, double degrees, double enhance, int lostBits, InterpolationMode mode, byte fill)
{
    /// <summary>How many adjustments RandAugment and TrivialAugment choose from: all but the last.</summary>
    public const int ChoiceCount = (int)Adjustment.Invert;

    readonly InterpolationMode _mode = Warp.Checked(mode);

    /// <summary>AutoAugment's and RandAugment's.</summary>
    public static AdjustmentSpace Usual(int bins, InterpolationMode mode, byte fill) => new(bins, 0.3, 150.0 / 331, 30, 0.9, 4, mode, fill);

    /// <summary>TrivialAugment's.</summary>
    public static AdjustmentSpace Wide(int bins, InterpolationMode mode, byte fill) => new(bins, 0.99, 32, 135, 0.99, 6, mode, fill);

    /// <summary>Does an adjustment; those that have two directions take a drawn one.</summary>
    /// <param name="sample">The sample as it is.</param>
    /// <param name="adjustment">Which.</param>
    /// <param name="magnitude">From 0 to bins − 1.</param>
    /// <param name="draws">Where the direction comes from: one number, whether needed or not.</param>
    public PictureSample Apply(PictureSample sample, Adjustment adjustment, int magnitude, ref Draws draws)
    {
        double part = bins == 1 ? 0 : (double)magnitude / (bins - 1), signed = draws.Chance(0.5) ? -part : part;
        Picture picture = sample.Picture;
        return adjustment switch
        {
            Adjustment.ShearX => sample.Warped(new Projective(1, -signed * shear, 0, 0, 1, 0), _mode, fill),
            Adjustment.ShearY => sample.Warped(new Projective(1, 0, 0, -signed * shear, 1, 0), _mode, fill),
            Adjustment.TranslateX => sample.Warped(Projective.Shift(Shift(picture.Width, signed), 0), _mode, fill),
            Adjustment.TranslateY => sample.Warped(Projective.Shift(0, Shift(picture.Height, signed)), _mode, fill),
            Adjustment.Rotate => sample.Warped(picture.AroundMiddle(Projective.Turn(-signed * degrees)), _mode, fill),
            Adjustment.Brightness => sample with { Picture = Adjust.Brightness(picture, 1 + (signed * enhance)) },
            Adjustment.Color => sample with { Picture = Adjust.Saturation(picture, 1 + (signed * enhance)) },
            Adjustment.Contrast => sample with { Picture = Adjust.Contrast(picture, 1 + (signed * enhance)) },
            Adjustment.Sharpness => sample with { Picture = Adjust.Sharpness(picture, 1 + (signed * enhance)) },
            Adjustment.Posterize => sample with { Picture = Adjust.Posterize(picture, 8 - (int)Math.Round(part * lostBits)) },
            Adjustment.Solarize => sample with { Picture = Adjust.Solarize(picture, 255 - (255 * part)) },
            Adjustment.Autocontrast => sample with { Picture = Adjust.Autocontrast(picture) },
            Adjustment.Equalize => sample with { Picture = Adjust.Equalize(picture) },
            Adjustment.Invert => sample with { Picture = Adjust.Invert(picture) },
            _ => sample,
        };
    }

    double Shift(int side, double part) => Math.Truncate(part * (translate > 1 ? translate : translate * side));
}
