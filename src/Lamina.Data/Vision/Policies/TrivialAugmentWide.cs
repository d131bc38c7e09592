namespace Lamina.Data.Vision;

/// <summary>One adjustment of any strength, drawn for each picture; torchvision's <c>TrivialAugmentWide</c>.</summary>
/// <remarks><b>Source:</b> Müller, Hutter: TrivialAugment: tuning-free yet state-of-the-art data augmentation (ICCV 2021).</remarks>
public sealed class TrivialAugmentWide : IPictureTransform
{
    readonly int _bins;
    readonly AdjustmentSpace _space;

    /// <summary>A drawn adjustment.</summary>
    /// <param name="bins">How many strengths there are.</param>
    /// <param name="mode">Nearest, as in torchvision, or linear.</param>
    /// <param name="fill">Every sample of what comes from outside.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is not one strength, or the mode is neither nearest nor linear.</exception>
    public TrivialAugmentWide(int bins = 31, InterpolationMode mode = InterpolationMode.Nearest, byte fill = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        (_bins, _space) = (bins, AdjustmentSpace.Wide(bins, mode, fill));
    }

    /// <inheritdoc/>
    public PictureSample Apply(PictureSample sample, ref Draws draws)
    {
        Adjustment adjustment = (Adjustment)draws.Below(AdjustmentSpace.ChoiceCount);
        return _space.Apply(sample, adjustment, draws.Below(_bins), ref draws);
    }
}
