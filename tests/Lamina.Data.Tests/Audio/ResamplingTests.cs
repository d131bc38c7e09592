using Lamina.Data.Audio;
using Xunit;

namespace Lamina.Data.Tests.Audio;

public sealed class ResamplingTests
{
    [Theory]
    [InlineData(8_000, 16_000)]
    [InlineData(16_000, 8_000)]
    [InlineData(44_100, 8_000)]
    [InlineData(8_000, 11_025)]
    [InlineData(22_050, 48_000)]
    public void A_tone_below_both_limits_stays_that_tone(int from, int to)
    {
        const double Hertz = 1000;
        float[] tone = [.. Enumerable.Range(0, from / 5).Select(i => (float)Math.Sin(2 * Math.PI * Hertz * i / from))];
        Waveform other = new Waveform(tone, from).Resample(to);
        Assert.Equal(to, other.SampleRate);
        Assert.Equal(to / 5, other.Samples.Length);
        for (int i = to / 50; i < other.Samples.Length - (to / 50); i++)
            Assert.Equal(Math.Sin(2 * Math.PI * Hertz * i / to), other.Samples[i], 3e-3);
    }

    [Fact]
    public void A_tone_above_the_new_limit_is_gone()
    {
        float[] tone = [.. Enumerable.Range(0, 16_000).Select(i => (float)Math.Sin(2 * Math.PI * 6000 * i / 16_000))];
        Waveform other = new Waveform(tone, 16_000).Resample(8_000);
        Assert.InRange(other.Samples.AsSpan(200, 7600).ToArray().Max(Math.Abs), 0, 0.01f);
    }

    [Fact]
    public void Constants_channels_and_lengths()
    {
        Waveform stereo = new([.. Enumerable.Repeat((float[])[0.5f, -0.25f], 100).SelectMany(pair => pair)], 300, 2);
        Waveform other = stereo.Resample(700);
        Assert.Equal((2, 2 * 234), (other.Channels, other.Samples.Length));
        for (int i = 0; i < 234; i++)
        {
            Assert.Equal(0.5f, other.Samples[2 * i], 1e-6f);
            Assert.Equal(-0.25f, other.Samples[(2 * i) + 1], 1e-6f);
        }

        Assert.Same(stereo, stereo.Resample(300));
        Assert.Equal([0.75f], new Waveform([0.75f], 48_000).Resample(8_000).Samples);
        Assert.Empty(new Waveform([], 48_000).Resample(8_000).Samples);
        Assert.Throws<ArgumentOutOfRangeException>(() => stereo.Resample(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => stereo.Resample(100, zeros: 0));
    }
}
