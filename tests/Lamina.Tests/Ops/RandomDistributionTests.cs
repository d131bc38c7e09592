namespace Lamina.Tests.Ops;

/// <summary>
/// Random numbers against the distributions they claim, with fixed seeds. Bounds are five standard errors for moments,
/// and 2 / √n for the largest distance of distribution functions, which a right generator passes in all but 1 of 1000 seeds.
/// </summary>
public sealed class RandomDistributionTests
{
    const int Many = 200_000;

    [Fact]
    public void Uniform_numbers()
    {
        foreach (DType dtype in (DType[])[DType.Float32, DType.Float64])
        {
            double[] x = Tensor.Uniform([Many], -1, 3, dtype, new Generator(11)).ToArray<double>();
            Assert.All(x, v => Assert.InRange(v, -1, Math.BitDecrement(3.0)));
            Moments(x, 1, 16 / 12.0);
            Distance(x, v => (v + 1) / 4);
            Independent(x);
        }

        foreach (DType dtype in (DType[])[DType.Float16, DType.BFloat16])
        {
            double[] x = Tensor.Rand([Many], dtype, new Generator(12)).ToArray<double>();
            Assert.All(x, v => Assert.True(v is >= 0 and < 1));
            Moments(x, 0.5, 1 / 12.0, dtype == DType.Float16 ? 1e-3 : 4e-3);
        }
    }

    [Fact]
    public void Normal_numbers()
    {
        foreach (DType dtype in (DType[])[DType.Float32, DType.Float64])
        {
            double[] x = Tensor.Normal([Many], 2, 3, dtype, new Generator(13)).ToArray<double>();
            Moments(x, 2, 9);
            Distance(x, v => Phi((v - 2) / 3));
            Independent(x);
            double fourth = x.Average(v => Math.Pow((v - 2) / 3, 4));
            Assert.Equal(3, fourth, 5 * Math.Sqrt(96.0 / Many));
        }
    }

    [Fact]
    public void Truncated_normal_numbers()
    {
        foreach ((double low, double high) in ((double, double)[])[(-2, 2), (-0.5, 0.25), (1, 3), (3, double.PositiveInfinity), (-5, -4), (6, 6.1), (double.NegativeInfinity, 1)])
        {
            double[] x = Tensor.TruncatedNormal([40_000], 0, 1, low, high, DType.Float64, new Generator(14)).ToArray<double>();
            Assert.All(x, v => Assert.InRange(v, low, high));

            // In the upper tail differences of Φ lose digits: mirrored, they do not.
            (double a, double b, int sign) = low > 0 ? (-high, -low, -1) : (low, high, 1);
            double below = Phi(a), all = Phi(b) - below;
            Distance([.. x.Select(v => sign * v)], v => (Phi(v) - below) / all);
        }

        double[] shifted = Tensor.TruncatedNormal([1000], 10, 0.1, 9.9, 10.1, generator: new Generator(1)).ToArray<double>();
        Assert.Equal(10, shifted.Average(), 0.02);
    }

    [Fact]
    public void Exponential_numbers()
    {
        double[] x = Tensor.Exponential([Many], 4, generator: new Generator(15)).ToArray<double>();
        Moments(x, 0.25, 1 / 16.0);
        Distance(x, v => 1 - Math.Exp(-4 * v));
    }

    [Fact]
    public void Integers_are_equally_likely()
    {
        long[] x = Tensor.RandInt([Many], -3, 4, generator: new Generator(16)).ToArray<long>();
        Frequencies(x.Select(v => v + 3), [.. Enumerable.Repeat(1 / 7.0, 7)]);
        long[] wide = Tensor.RandInt([1000], long.MinValue, long.MaxValue, generator: new Generator(17)).ToArray<long>();
        Assert.InRange(wide.Count(v => v < 0), 420, 580);
        Assert.All(Tensor.RandInt([1000], 0, 256, DType.UInt8, new Generator(18)).ToArray<int>(), v => Assert.InRange(v, 0, 255));
    }

    [Fact]
    public void Truth_values_have_their_probability()
    {
        Assert.Equal(0.3, Tensor.Bernoulli([Many], 0.3, generator: new Generator(19)).Mean().ToDouble(), 5 * Math.Sqrt(0.21 / Many));
        double[] each = (Tensor.Zeros([4, 50_000]) + Tensor.From([[0f], [0.1f], [0.8f], [1f]])).Bernoulli(new Generator(20)).Mean(1).ToArray<double>();
        Assert.Equal(0, each[0]);
        Assert.Equal(0.1, each[1], 5 * Math.Sqrt(0.09 / 50_000));
        Assert.Equal(0.8, each[2], 5 * Math.Sqrt(0.16 / 50_000));
        Assert.Equal(1, each[3]);
    }

    [Fact]
    public void Permutations_hold_every_number_once_and_are_equally_likely()
    {
        Assert.Equal(Enumerable.Range(0, 1000).Select(i => (long)i), Tensor.Permutation(1000, new Generator(21)).ToArray<long>().Order());
        Assert.Empty(Tensor.Permutation(0).ToArray<long>());
        Generator generator = new(22);
        long[] kinds = new long[12_000];
        for (int i = 0; i < kinds.Length; i++)
        {
            long[] order = Tensor.Permutation(3, generator).ToArray<long>();
            kinds[i] = (2 * order[0]) + (order[1] > order[2] ? 1 : 0);
        }

        Frequencies(kinds, [.. Enumerable.Repeat(1 / 6.0, 6)]);
    }

    [Fact]
    public void Classes_are_drawn_in_proportion_to_their_weights()
    {
        Tensor weights = Tensor.From([[1f, 0f, 3f, 4f], [0f, 0f, 0f, 2f]]);
        Tensor drawn = weights.Multinomial(50_000, replacement: true, new Generator(23));
        Assert.Equal([2, 50_000], drawn.Shape);
        Frequencies(drawn.Slice(0, 0, 1).ToArray<long>(), [1 / 8.0, 0, 3 / 8.0, 4 / 8.0]);
        Assert.All(drawn.Slice(0, 1, 2).ToArray<long>(), v => Assert.Equal(3, v));

        // Without replacement: the first as with, and the second from what is left.
        Tensor pairs = Tensor.From(1f, 3f, 4f).Expand([50_000, 3]).Multinomial(2, generator: new Generator(24));
        long[] both = pairs.ToArray<long>();
        Assert.All(Enumerable.Range(0, 50_000), i => Assert.NotEqual(both[2 * i], both[(2 * i) + 1]));
        Frequencies(Enumerable.Range(0, 50_000).Select(i => both[2 * i]), [1 / 8.0, 3 / 8.0, 4 / 8.0]);
        Frequencies(Enumerable.Range(0, 50_000).Select(i => both[(2 * i) + 1]), [(3 / 8.0 / 5) + (4 / 8.0 / 4), (1 / 8.0 * 3 / 7) + (4 / 8.0 * 3 / 4), (1 / 8.0 * 4 / 7) + (3 / 8.0 * 4 / 5)]);
    }

    static void Moments(double[] x, double mean, double variance, double grid = 0)
    {
        double found = x.Average();
        Assert.Equal(mean, found, (5 * Math.Sqrt(variance / x.Length)) + grid);
        double spread = x.Average(v => (v - found) * (v - found));
        double fourth = x.Average(v => Math.Pow(v - found, 4));
        Assert.Equal(variance, spread, (5 * Math.Sqrt((fourth - (variance * variance)) / x.Length)) + grid);
    }

    /// <summary>The largest distance between the numbers' distribution function and the claimed one (Kolmogorov and Smirnov).</summary>
    static void Distance(double[] x, Func<double, double> distribution)
    {
        double[] sorted = [.. x.Order()];
        double largest = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            double expected = distribution(sorted[i]);
            largest = Math.Max(largest, Math.Max(expected - (i / (double)sorted.Length), ((i + 1) / (double)sorted.Length) - expected));
        }

        Assert.InRange(largest, 0, 2 / Math.Sqrt(sorted.Length));
    }

    /// <summary>Numbers near one another are not correlated.</summary>
    static void Independent(double[] x)
    {
        double mean = x.Average(), variance = x.Average(v => (v - mean) * (v - mean));
        foreach (int lag in (int[])[1, 2, 3, 4, 8, 256])
        {
            double sum = 0;
            for (int i = lag; i < x.Length; i++)
                sum += (x[i] - mean) * (x[i - lag] - mean);
            Assert.InRange(sum / (x.Length * variance), -5 / Math.Sqrt(x.Length), 5 / Math.Sqrt(x.Length));
        }
    }

    static void Frequencies(IEnumerable<long> values, double[] probabilities)
    {
        long[] counts = new long[probabilities.Length];
        foreach (long value in values)
            counts[value]++;
        double all = counts.Sum();
        for (int i = 0; i < counts.Length; i++)
            Assert.Equal(probabilities[i], counts[i] / all, 5 * Math.Sqrt(probabilities[i] * (1 - probabilities[i]) / all));
    }

    // Φ by its series near 0 and by its continued fraction in the tails.
    static double Phi(double x)
    {
        if (double.IsInfinity(x))
            return x > 0 ? 1 : 0;
        double density = Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);
        if (Math.Abs(x) < 3)
        {
            double term = x, sum = x;
            for (int k = 3; k < 200; k += 2)
                sum += term *= x * x / k;
            return 0.5 + (density * sum);
        }

        double fraction = Math.Abs(x);
        for (int k = 200; k > 0; k--)
            fraction = Math.Abs(x) + (k / fraction);
        return x < 0 ? density / fraction : 1 - (density / fraction);
    }
}
