using Lamina.Models.Language;

namespace Lamina.Models.Tests.Language;

/// <summary>Probabilities by hand, and drawn tokens in the shares that they say.</summary>
public sealed class SamplingTests
{
    // Probabilities 8/15, 4/15, 2/15 and 1/15, in another order.
    static readonly float[] Logits = [MathF.Log(2), MathF.Log(8), MathF.Log(1), MathF.Log(4)];

    [Fact]
    public void Temperature_is_a_power_of_the_probabilities()
    {
        Close([2.0 / 15, 8.0 / 15, 1.0 / 15, 4.0 / 15], new Sampling().Probabilities(Logits));
        Close([4.0 / 85, 64.0 / 85, 1.0 / 85, 16.0 / 85], new Sampling { Temperature = 0.5 }.Probabilities(Logits));
        Close([0, 1, 0, 0], Sampling.Greedy.Probabilities(Logits));

        // Of logits that no exponential holds.
        Close([0.5, 0, 0.5], new Sampling().Probabilities([5000, -5000, 5000]));
    }

    [Fact]
    public void The_k_most_likely_share_the_probability()
    {
        Close([0, 2.0 / 3, 0, 1.0 / 3], new Sampling { TopK = 2 }.Probabilities(Logits));
        Close([2.0 / 15, 8.0 / 15, 1.0 / 15, 4.0 / 15], new Sampling { TopK = 9 }.Probabilities(Logits));

        // Of those as likely the first.
        Close([0.5, 0.5, 0], new Sampling { TopK = 2 }.Probabilities([1, 1, 1]));
    }

    [Fact]
    public void The_least_set_that_reaches_the_share_is_kept()
    {
        Close([0, 1, 0, 0], new Sampling { TopP = 0.5 }.Probabilities(Logits));
        Close([0, 2.0 / 3, 0, 1.0 / 3], new Sampling { TopP = 0.75 }.Probabilities(Logits));
        Close([2.0 / 14, 8.0 / 14, 0, 4.0 / 14], new Sampling { TopP = 0.9 }.Probabilities(Logits));
        Close([0, 1, 0, 0], new Sampling { TopP = 1e-9 }.Probabilities(Logits));

        // Temperature first: 64/85 is above 0.75 already. Then the k most likely: of 8, 4 and 2 the first has 8/14.
        Close([0, 1, 0, 0], new Sampling { Temperature = 0.5, TopP = 0.75 }.Probabilities(Logits));
        Close([0, 1, 0, 0], new Sampling { TopK = 3, TopP = 0.57 }.Probabilities(Logits));
    }

    [Fact]
    public void Tokens_are_drawn_in_their_shares()
    {
        foreach (Sampling sampling in (Sampling[])[new(), new() { Temperature = 2 }, new() { TopK = 3 }, new() { TopP = 0.9, Temperature = 1.5 }])
        {
            const int Draws = 10_000;
            double[] expected = sampling.Probabilities(Logits);
            int[] counts = new int[Logits.Length];

            // Evenly spread numbers: each count is exact to one.
            for (int draw = 0; draw < Draws; draw++)
                counts[sampling.Choose(Logits, (draw + 0.5) / Draws)]++;
            for (int token = 0; token < counts.Length; token++)
                Assert.True(Math.Abs(counts[token] - (Draws * expected[token])) <= 1, $"{sampling}: token {token} came {counts[token]} times, of {Draws * expected[token]}");
        }

        Assert.Equal(1, Sampling.Greedy.Choose(Logits, 0.999999));
        Assert.Equal(0, Sampling.Greedy.Choose([3, 3], 0.9));
    }

    [Fact]
    public void What_cannot_come_is_never_drawn()
    {
        float[] logits = [float.NegativeInfinity, 0, float.NegativeInfinity];
        Assert.Equal(1, new Sampling().Choose(logits, 0));
        Assert.Equal(1, new Sampling().Choose(logits, BitConverter.UInt64BitsToDouble(0x3FEFFFFFFFFFFFFF)));
        Assert.Throws<NumericException>(() => new Sampling().Choose([float.NegativeInfinity], 0));
        Assert.Throws<NumericException>(() => new Sampling().Choose([], 0));
        Assert.Contains("token 1 is not a number", Assert.Throws<NumericException>(() => Sampling.Greedy.Choose([0, float.NaN], 0)).Message, StringComparison.Ordinal);
        Assert.Throws<NumericException>(() => new Sampling().Choose([0, float.PositiveInfinity], 0));
    }

    [Fact]
    public void Senseless_settings_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sampling { Temperature = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sampling { Temperature = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sampling { TopK = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sampling { TopP = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sampling { TopP = 1.1 });
    }

    static void Close(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-6);
    }
}
