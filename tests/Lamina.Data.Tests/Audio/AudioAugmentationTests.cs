using Lamina.Data.Audio;
using Xunit;

namespace Lamina.Data.Tests.Audio;

public sealed class AudioAugmentationTests
{
    static readonly float[] Tone = [.. Enumerable.Range(0, 2000).Select(i => MathF.Sin(i * 0.05f))];

    [Fact]
    public void Noise_has_the_loudness_asked_for()
    {
        foreach (double ratio in (double[])[-10, 0, 20])
        {
            Draws draws = new(1, 2, 3);
            float[] noisy = WaveformAugmentation.AddNoise(Tone, ratio, ref draws);
            double noise = noisy.Zip(Tone, (a, b) => (double)(a - b) * (a - b)).Sum(), power = Tone.Sum(value => (double)value * value);
            Assert.Equal(ratio, 10 * Math.Log10(power / noise), 0.4);
        }

        Draws none = new(1, 2, 3);
        Assert.Equal(new float[5], WaveformAugmentation.AddNoise(new float[5], 10, ref none));
        Assert.Empty(WaveformAugmentation.AddNoise([], 10, ref none));
    }

    [Fact]
    public void Shifts_go_both_ways_and_leave_silence()
    {
        HashSet<int> shifts = [];
        for (int sample = 0; sample < 200; sample++)
        {
            Draws draws = new(1, 2, sample);
            float[] shifted = WaveformAugmentation.Shift([1, 2, 3, 4, 5], 3, ref draws);
            int at = Array.IndexOf(shifted, 3f) >= 0 ? Array.IndexOf(shifted, 3f) - 2 : shifted[0] == 0 ? 3 : -3;
            for (int i = 0; i < 5; i++)
                Assert.Equal(i - at is >= 0 and < 5 ? i - at + 1 : 0, shifted[i]);
            shifts.Add(at);
        }

        Assert.Equal([-3, -2, -1, 0, 1, 2, 3], shifts.Order());
        Draws far = new(1, 2, 3);
        Assert.Equal(2, WaveformAugmentation.Shift([1, 2], 50, ref far).Length);
    }

    [Fact]
    public void Speed_changes_length_and_pitch()
    {
        float[] faster = WaveformAugmentation.Speed(Tone, 1.25);
        Assert.Equal(1600, faster.Length);
        for (int i = 0; i < 1600; i++)
            Assert.Equal(Math.Sin(i * 1.25 * 0.05), faster[i], 1e-3);
        Assert.Equal(Tone, WaveformAugmentation.Speed(Tone, 1));
        Assert.Equal([0f, 0.5f, 1, 1.5f, 2, 2], WaveformAugmentation.Speed([0, 1, 2], 0.5));
        Assert.Empty(WaveformAugmentation.Speed([], 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => WaveformAugmentation.Speed([1], 0));
        Draws draws = new(1, 2, 3);
        Assert.InRange(WaveformAugmentation.Speed(Tone, 0.9, 1.1, ref draws).Length, 1818, 2223);
    }

    [Fact]
    public void Stripes_are_hidden_and_nothing_else()
    {
        float[] ones = [.. Enumerable.Repeat(1f, 6 * 9)];
        HashSet<int> frames = [], rows = [];
        for (int sample = 0; sample < 300; sample++)
        {
            Draws draws = new(1, 2, sample);
            float[] time = SpectrogramAugmentation.MaskTime(ones, 6, 4, ref draws, -1), frequency = SpectrogramAugmentation.MaskFrequency(ones, 6, 3, ref draws);
            int[] hidden = [.. Enumerable.Range(0, 9).Where(frame => time[frame] == -1)];
            for (int i = 0; i < 54; i++)
                Assert.Equal(hidden.Contains(i % 9) ? -1 : 1, time[i]);
            Assert.True(hidden.Length == 0 || hidden[^1] - hidden[0] == hidden.Length - 1);
            frames.Add(hidden.Length);
            int[] silent = [.. Enumerable.Range(0, 6).Where(row => frequency[row * 9] == 0)];
            for (int i = 0; i < 54; i++)
                Assert.Equal(silent.Contains(i / 9) ? 0 : 1, frequency[i]);
            rows.Add(silent.Length);
        }

        Assert.Equal([0, 1, 2, 3, 4], frames.Order());
        Assert.Equal([0, 1, 2, 3], rows.Order());
        Assert.Throws<ArgumentException>(() =>
        {
            Draws draws = default;
            SpectrogramAugmentation.MaskTime(ones, 7, 4, ref draws);
        });
    }
}
