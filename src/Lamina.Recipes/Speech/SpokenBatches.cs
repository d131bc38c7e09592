using Lamina.Data;
using Lamina.Data.Audio;

namespace Lamina.Recipes.Speech;

/// <summary>Sequences of spoken digits as a recognizer takes them: standardized spectrograms [N, frames, bands] with labels [N, most], digit + 1, and the blank 0 behind the last.</summary>
/// <param name="spectrogram">How recordings become pictures.</param>
/// <param name="most">The greatest number of digits.</param>
/// <param name="timeMask">In training, a run of up to so many frames is hidden, twice; 0 for none.</param>
/// <param name="bandMask">In training, a run of up to so many bands is hidden, once; 0 for none.</param>
internal sealed class SpokenBatches(MelSpectrogram spectrogram, int most, int timeMask = 0, int bandMask = 0)
{
    /// <summary>The sequences, made tensors when a batch is read.</summary>
    /// <param name="sequences">The sequences.</param>
    /// <param name="seed">What the hidden stretches depend on.</param>
    public IDataset Of(IDataset<SpokenSequence> sequences, long seed) =>
        new CollatedDataset<(Tensor Picture, long[] Labels)>(sequences.Map(Sample, seed), Collated, new DatasetInfo { Name = sequences.Name, IsGenerated = true });

    (Tensor Picture, long[] Labels) Sample(SpokenSequence sequence, ref Draws draws)
    {
        Tensor picture = MelSpectrogram.Standardize(spectrogram.Apply(sequence.Recording.Samples));
        int frames = (int)picture.Shape[0];

        // Rows are frames here: what hides rows there hides time.
        float[] values = picture.ToArray<float>();
        if (bandMask > 0)
            values = SpectrogramAugmentation.MaskTime(values, frames, bandMask, ref draws);
        for (int i = 0; timeMask > 0 && i < 2; i++)
            values = SpectrogramAugmentation.MaskFrequency(values, frames, timeMask, ref draws);
        long[] labels = new long[most];
        for (int i = 0; i < Math.Min(most, sequence.Digits.Count); i++)
            labels[i] = sequence.Digits[i] + 1;
        return (Tensor.From<float>(values, picture.Shape), labels);
    }

    Batch Collated(IReadOnlyList<(Tensor Picture, long[] Labels)> samples) =>
        new(Tensor.Stack([.. samples.Select(sample => sample.Picture)]), Tensor.From<long>([.. samples.SelectMany(sample => sample.Labels)], [samples.Count, most]));
}
