using Lamina.Data.Audio;
using Xunit;

namespace Lamina.Data.Tests.Audio;

public sealed class SpokenSequencesTests
{
    // Two speakers; the level of a recording tells the digit, its sign the speaker.
    static readonly IDataset<SpokenDigit> Digits = Dataset.From<SpokenDigit>(
    [
        .. from voice in (int[])[1, -1]
           from digit in Enumerable.Range(0, 10)
           select new SpokenDigit(new Waveform([.. Enumerable.Repeat(voice * (digit + 1) / 16f, 400 + (20 * digit))], 1000), digit, voice > 0 ? "ann" : "bob"),
    ]);

    static readonly SpokenSequenceForm Clean = new() { MostRatio = double.PositiveInfinity };

    [Fact]
    public void Without_noise_the_recordings_stand_there_in_order_with_pauses_of_silence()
    {
        SpokenSequences sequences = new(Digits, 60, seed: 3, Clean with { Seconds = 6 });
        HashSet<int> counts = [];
        for (int i = 0; i < sequences.Count; i++)
        {
            SpokenSequence sequence = sequences.Read(i);
            Assert.Equal((6000, 1000, 1), (sequence.Recording.Samples.Length, sequence.Recording.SampleRate, sequence.Recording.Channels));
            List<int> heard = [];
            for (int at = 0, pause = 0; at < 6000;)
            {
                float level = sequence.Recording.Samples[at];
                if (level == 0)
                {
                    (at, pause) = (at + 1, pause + 1);
                    continue;
                }

                int digit = (int)Math.Round(Math.Abs(level) * 16) - 1;
                Assert.InRange(pause, 49, 300);
                Assert.Equal(level > 0 ? "ann" : "bob", sequence.Speaker);
                Assert.All(sequence.Recording.Samples[at..(at + 400 + (20 * digit))], sample => Assert.Equal(level, sample));
                heard.Add(digit);
                (at, pause) = (at + 400 + (20 * digit), 0);
            }

            Assert.Equal(sequence.Digits, heard);
            counts.Add(heard.Count);
        }

        Assert.Equal([3, 4, 5, 6, 7], counts.Order());
    }

    [Fact]
    public void Noise_is_as_loud_as_asked_for_and_the_same_whenever_it_is_read()
    {
        foreach (double ratio in (double[])[10, 20])
        {
            SpokenSequences noisy = new(Digits, 5, seed: 4, new() { LeastRatio = ratio, MostRatio = ratio }), clean = new(Digits, 5, seed: 4, Clean);
            for (int i = 0; i < 5; i++)
            {
                float[] with = noisy.Read(i).Recording.Samples, without = clean.Read(i).Recording.Samples;
                Assert.Equal(clean.Read(i).Digits, noisy.Read(i).Digits);
                double speech = without.Where(sample => sample != 0).Average(sample => (double)sample * sample), noise = with.Zip(without, (a, b) => (double)(a - b) * (a - b)).Average();
                Assert.Equal(ratio, 10 * Math.Log10(speech / noise), 0.5);
                Assert.Equal(with, noisy.Read(i).Recording.Samples);
            }
        }
    }

    [Fact]
    public void Fresh_sequences_differ_from_epoch_to_epoch_and_others_do_not()
    {
        SpokenSequences same = new(Digits, 3, seed: 5), fresh = new(Digits, 3, seed: 5, isFresh: true);
        Assert.Equal(same.Read(2).Recording.Samples, same.At(4).Read(2).Recording.Samples);
        Assert.Equal(same.Read(2).Recording.Samples, fresh.At(0).Read(2).Recording.Samples);
        Assert.NotEqual(fresh.Read(2).Recording.Samples, fresh.At(1).Read(2).Recording.Samples);
        Assert.Equal(fresh.At(3).Read(1).Recording.Samples, fresh.At(1).At(3).Read(1).Recording.Samples);
    }

    [Fact]
    public void What_finds_no_room_is_not_said_and_what_makes_no_sense_refused()
    {
        SpokenSequence shortest = new SpokenSequences(Digits, 1, 1, Clean with { Seconds = 1.2 }).Read(0);
        Assert.InRange(shortest.Digits.Count, 1, 2);
        SpokenSequence none = new SpokenSequences(Digits, 1, 1, new() { Seconds = 0.3 }).Read(0);
        Assert.Empty(none.Digits);
        Assert.All(none.Recording.Samples, sample => Assert.Equal(0, sample));
        Assert.Throws<DataFormatException>(() => new SpokenSequences(Dataset.From<SpokenDigit>([]), 1, 1));
        Assert.Throws<DataFormatException>(() => new SpokenSequences(Digits.Concatenate(Dataset.From<SpokenDigit>([new(new Waveform([1], 999), 1, "c")])), 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SpokenSequences(Digits, 1, 1, new() { Fewest = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SpokenSequences(Digits, 1, 1, new() { Seconds = double.NaN }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SpokenSequences(Digits, 1, 1).Read(1));
    }
}
