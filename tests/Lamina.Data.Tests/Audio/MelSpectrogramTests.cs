using Lamina.Data.Audio;
using Xunit;

namespace Lamina.Data.Tests.Audio;

public sealed class MelSpectrogramTests
{
    // The sums written out in double precision: window, transform, triangles between corners at equal distances in mel, logarithm.
    [Fact]
    public void It_is_the_formula()
    {
        MelSpectrogram form = new() { SampleRate = 4000, Points = 64, Hop = 25, Bands = 6, Low = 100, Floor = 1e-8 };
        Draws draws = new(1, 2, 3);
        float[] samples = new float[240];
        for (int i = 0; i < samples.Length; i++)
            samples[i] = (float)((0.5 * Math.Sin(i * 0.8)) + (0.1 * draws.Normal()));
        Tensor computed = form.Apply(samples);
        Assert.Equal([form.Frames(240), 6], computed.Shape);
        double[] corners = [.. Enumerable.Range(0, 8).Select(i => Hertz(Mel(100) + ((Mel(2000) - Mel(100)) * i / 7)))];
        for (int frame = 0; frame < computed.Shape[0]; frame++)
        {
            double[] power = new double[33];
            for (int bin = 0; bin < 33; bin++)
            {
                double real = 0, imaginary = 0;
                for (int n = 0; n < 64; n++)
                {
                    double value = samples[Reflected((frame * 25) + n - 32, 240)] * (0.5 - (0.5 * Math.Cos(2 * Math.PI * n / 64)));
                    real += value * Math.Cos(2 * Math.PI * bin * n / 64);
                    imaginary -= value * Math.Sin(2 * Math.PI * bin * n / 64);
                }

                power[bin] = (real * real) + (imaginary * imaginary);
            }

            for (int band = 0; band < 6; band++)
            {
                double sum = 0;
                for (int bin = 0; bin < 33; bin++)
                {
                    double hertz = 2000.0 * bin / 32;
                    sum += power[bin] * Math.Max(0, Math.Min((hertz - corners[band]) / (corners[band + 1] - corners[band]), (corners[band + 2] - hertz) / (corners[band + 2] - corners[band + 1])));
                }

                Assert.Equal(Math.Log(Math.Max(sum, 1e-8)), computed[frame, band].ToDouble(), 1e-3);
            }
        }

        static double Mel(double hertz) => 2595 * Math.Log10(1 + (hertz / 700));
        static double Hertz(double mel) => 700 * (Math.Pow(10, mel / 2595) - 1);
        static int Reflected(int at, int length) => at < 0 ? -at : at >= length ? (2 * (length - 1)) - at : at;
    }

    [Fact]
    public void Silence_one_sample_and_none_are_heard_as_the_floor()
    {
        MelSpectrogram form = new();
        foreach (int length in (int[])[0, 1, 256, 1000])
        {
            Tensor silence = form.Apply(new float[length]);
            Assert.Equal([form.Frames(length), 40], silence.Shape);
            Assert.All(silence.ToArray<float>(), value => Assert.Equal(Math.Log(1e-6), value, 1e-4));
            Assert.All(MelSpectrogram.Standardize(silence).ToArray<float>(), value => Assert.Equal(0, value, 1e-3));
        }

        Assert.All(form.Apply([1]).ToArray<float>(), value => Assert.True(float.IsFinite(value)));
        Assert.Throws<NumericException>(() => new MelSpectrogram { Hop = 0 }.Apply([1]));
        Assert.Throws<NumericException>(() => new MelSpectrogram { Low = 4000 }.Apply([1]));
    }

    [Fact]
    public void Standardized_it_does_not_know_the_loudness()
    {
        Draws draws = new(5, 2, 3);
        float[] samples = new float[4000];
        for (int i = 0; i < samples.Length; i++)
            samples[i] = (float)((0.3 * Math.Sin(i * i * 1e-4)) + (0.05 * draws.Normal()));
        Tensor loud = MelSpectrogram.Standardize(new MelSpectrogram().Apply(samples)), faint = MelSpectrogram.Standardize(new MelSpectrogram().Apply([.. samples.Select(sample => sample / 4)]));
        float[] a = loud.ToArray<float>(), b = faint.ToArray<float>();
        for (int i = 0; i < a.Length; i++)
            Assert.Equal(a[i], b[i], 2e-3f);
        Assert.Equal(0, loud.Mean().ToDouble(), 1e-4);
        Assert.Equal(1, loud.Square().Mean().ToDouble(), 1e-3);
    }
}
