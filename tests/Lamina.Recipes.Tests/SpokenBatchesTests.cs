using Lamina.Data;
using Lamina.Data.Audio;
using Lamina.Recipes.Speech;

namespace Lamina.Recipes.Tests;

public sealed class SpokenBatchesTests
{
    static readonly MelSpectrogram Form = new() { SampleRate = 1000, Points = 64, Hop = 20, Bands = 8, Low = 20 };

    [Fact]
    public void Sequences_become_standardized_pictures_and_labels_with_blanks_behind()
    {
        SpokenSequence sequence = Sequence([3, 0]);
        Batch batch = new SpokenBatches(Form, most: 4).Of(Dataset.From([sequence, Sequence([])]), seed: 1).Read([0, 1]);
        Assert.Equal([2, Form.Frames(900), 8], batch.Input.Shape);
        Assert.Equal([4L, 1, 0, 0, 0, 0, 0, 0], batch.Target.ToArray<long>());
        Assert.Equal(MelSpectrogram.Standardize(Form.Apply(sequence.Recording.Samples)).ToArray<float>(), batch.Input.Select(0, 0).ToArray<float>());
    }

    // Hidden are whole frames, two runs of up to five, and whole bands, one run of up to two; anew in every epoch.
    [Fact]
    public void In_training_runs_of_frames_and_bands_are_hidden()
    {
        IDataset set = new SpokenBatches(Form, most: 2, timeMask: 5, bandMask: 2).Of(Dataset.From([Sequence([1])]), seed: 1);
        HashSet<int> frames = [], bands = [];
        for (int epoch = 0; epoch < 40; epoch++)
        {
            Tensor picture = set.At(epoch).Read([0]).Input.Select(0, 0), hidden = picture.EqualTo(0).To(DType.Int64);
            long[] perFrame = hidden.Sum(1).ToArray<long>(), perBand = hidden.Sum(0).ToArray<long>();
            int frame = perFrame.Count(count => count == 8), band = perBand.Count(count => count == perFrame.Length);
            frames.Add(frame);
            bands.Add(band);
            Assert.Equal(hidden.Sum().ToDouble(), (8.0 * frame) + ((perFrame.Length - frame) * band), 0.1);
        }

        Assert.True(frames.Max() is > 5 and <= 10 && frames.Min() < 4);
        Assert.Equal([0, 1, 2], bands.Order());
    }

    [Fact]
    public void Errors_are_counted_by_words_and_by_sequences()
    {
        SpokenErrors errors = new();
        errors.Add([4, 1], Tensor.From<long>([4, 1, 0], [3]));
        errors.Add([4, 2, 2], Tensor.From<long>([4, 1, 0], [3]));
        errors.Add([], Tensor.From<long>([7, 0, 0], [3]));
        Assert.Equal(3.0 / 5, errors.Rate, 12);
        Assert.Equal(2.0 / 3, errors.SequenceRate, 12);
    }

    static SpokenSequence Sequence(int[] digits)
    {
        Draws draws = new(7, 0, digits.Length);
        float[] samples = new float[900];
        for (int i = 0; i < samples.Length; i++)
            samples[i] = (float)((0.5 * Math.Sin(i * 0.3)) + (0.1 * draws.Normal()));
        return new SpokenSequence(new Waveform(samples, 1000), digits, "ann");
    }
}
