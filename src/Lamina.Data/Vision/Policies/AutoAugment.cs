namespace Lamina.Data.Vision;

/// <summary>One of 25 pairs of adjustments that were found by search, drawn for each picture; torchvision's <c>AutoAugment</c>.</summary>
/// <remarks><b>Source:</b> Cubuk, Zoph, Mané, Vasudevan, Le: AutoAugment: learning augmentation strategies from data (CVPR 2019).</remarks>
/// <param name="policy">The data set that the pairs were found for.</param>
/// <param name="mode">Nearest, as in torchvision, or linear.</param>
/// <param name="fill">Every sample of what comes from outside.</param>
public sealed class AutoAugment(AutoAugmentPolicy policy = AutoAugmentPolicy.ImageNet, InterpolationMode mode = InterpolationMode.Nearest, byte fill = 0) : IPictureTransform
{
    readonly AutoAugmentPair[] _pairs = AutoAugmentTable.Of(policy);
    readonly AdjustmentSpace _space = AdjustmentSpace.Usual(10, mode, fill);

    /// <inheritdoc/>
    public PictureSample Apply(PictureSample sample, ref Draws draws)
    {
        AutoAugmentPair pair = _pairs[draws.Below(_pairs.Length)];
        if (draws.Chance(pair.FirstProbability))
            sample = _space.Apply(sample, pair.First, pair.FirstMagnitude, ref draws);
        return draws.Chance(pair.SecondProbability) ? _space.Apply(sample, pair.Second, pair.SecondMagnitude, ref draws) : sample;
    }
}
