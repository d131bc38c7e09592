using Lamina.Data.Vision;
using Xunit;

namespace Lamina.Data.Tests.Vision;

/// <summary>MixUp and CutMix against their formulas.</summary>
public sealed class MixingTests
{
    [Fact]
    public void MixUp_lays_samples_over_each_other()
    {
        Batch batch = Numbered(4, 2, 3, 3);
        for (int number = 0; number < 20; number++)
        {
            Draws draws = Samples.Draws(number), again = Samples.Draws(number);
            Batch mixed = new MixUp(5, 0.4).Apply(batch, ref draws);
            double own = Mixing.Beta(0.4, ref again);
            float[] before = batch.Input.ToArray<float>(), after = mixed.Input.ToArray<float>(), chances = mixed.Target.ToArray<float>();
            for (int i = 0; i < after.Length; i++)
                Assert.Equal((own * before[i]) + ((1 - own) * before[(i + 54) % 72]), after[i], 1e-4);
            Assert.Equal([4, 5], mixed.Target.Shape);
            for (int i = 0; i < 20; i++)
                Assert.Equal((i % 5 == i / 5 ? own : 0) + (i % 5 == ((i / 5) + 3) % 4 ? 1 - own : 0), chances[i], 1e-6);
        }
    }

    [Fact]
    public void CutMix_takes_a_rectangle_and_as_much_of_the_label()
    {
        Batch batch = Numbered(3, 2, 10, 14);
        HashSet<double> parts = [];
        for (int number = 0; number < 60; number++)
        {
            Draws draws = Samples.Draws(number);
            Batch mixed = new CutMix(3).Apply(batch, ref draws);
            float[] before = batch.Input.ToArray<float>(), after = mixed.Input.ToArray<float>(), chances = mixed.Target.ToArray<float>();
            int taken = 0, plane = 0;
            for (int i = 0; i < after.Length; i++)
            {
                bool isOther = after[i] != before[i];
                Assert.Equal(before[isOther ? (i + 560) % 840 : i], after[i]);
                Assert.Equal(after[i % 140] != before[i % 140], isOther);
                taken += isOther && i < 140 ? 1 : 0;
                plane = Math.Max(plane, i % 140);
            }

            Assert.Equal(1 - (taken / 140.0), chances[0], 1e-6);
            Assert.Equal(taken / 140.0, chances[2], 1e-6);
            parts.Add(taken);
        }

        Assert.True(parts.Count > 20);
    }

    [Fact]
    public void Beta_has_the_moments_it_should()
    {
        foreach (double alpha in (double[])[0.2, 1, 3])
        {
            double sum = 0, squares = 0;
            for (int number = 0; number < 20_000; number++)
            {
                Draws draws = Samples.Draws(number);
                double value = Mixing.Beta(alpha, ref draws);
                Assert.InRange(value, 0, 1);
                sum += value;
                squares += value * value;
            }

            double mean = sum / 20_000;
            Assert.InRange(mean, 0.49, 0.51);
            Assert.InRange((squares / 20_000) - (mean * mean), (0.25 / ((2 * alpha) + 1)) - 0.005, (0.25 / ((2 * alpha) + 1)) + 0.005);
        }
    }

    [Fact]
    public void What_cannot_be_mixed_is_said()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new MixUp(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CutMix(3, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CutMix(3, 5));
        Assert.Throws<ShapeException>(() =>
        {
            Draws draws = default;
            new CutMix(3).Apply(new Batch(Tensor.From(1f, 2), Tensor.From(0L, 1)), ref draws);
        });
    }

    static Batch Numbered(int count, int channels, int height, int width)
    {
        float[] values = [.. Enumerable.Range(1, count * channels * height * width).Select(i => (float)i)];
        return new Batch(Tensor.From<float>(values, [count, channels, height, width]), Tensor.From([.. Enumerable.Range(0, count).Select(i => (long)i)]));
    }
}
