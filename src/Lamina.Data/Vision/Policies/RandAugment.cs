namespace Lamina.Data.Vision;

/// <summary>Some adjustments of one strength, drawn for each picture; torchvision's <c>RandAugment</c>.</summary>
/// <remarks><b>Source:</b> Cubuk, Zoph, Shlens, Le: RandAugment: practical automated data augmentation with a reduced search space (2020).</remarks>
public sealed class RandAugment : IPictureTransform
{
    readonly int _count, _magnitude;
    readonly AdjustmentSpace _space;

    /// <summary>Drawn adjustments.</summary>
    /// <param name="count">How many are done, one after the other.</param>
    /// <param name="magnitude">How strong, from 0 to bins − 1.</param>
    /// <param name="bins">How many strengths there are.</param>
    /// <param name="mode">Nearest, as in torchvision, or linear.</param>
    /// <param name="fill">Every sample of what comes from outside.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public RandAugment(int count = 2, int magnitude = 9, int bins = 31, InterpolationMode mode = InterpolationMode.Nearest, byte fill = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(magnitude);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(magnitude, bins);
        (_count, _magnitude, _space) = (count, magnitude, AdjustmentSpace.Usual(bins, mode, fill));
    }

    /// <inheritdoc/>
    public PictureSample Apply(PictureSample sample, ref Draws draws)
    {
        for (int i = 0; i < _count; i++)
            sample = _space.Apply(sample, (Adjustment)draws.Below(AdjustmentSpace.ChoiceCount), _magnitude, ref draws);
        return sample;
    }
}
