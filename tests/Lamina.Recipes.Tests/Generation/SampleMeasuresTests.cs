using Lamina.Recipes.Generation;

namespace Lamina.Recipes.Tests.Generation;

/// <summary>The measures of samples on points whose distances are known.</summary>
public sealed class SampleMeasuresTests
{
    // Samples at 0, 1, 2, 3, 10 on a line: the second nearest other is 2, 1, 1, 2 and 8 away.
    static readonly Tensor s_samples = Tensor.From<float>([0, 1, 2, 3, 10], [5, 1]);

    [Theory]
    [InlineData(new float[] { -2, 1.5f, 4.5f, 17 }, 1.0)]
    [InlineData(new float[] { -2.1f, 1.5f, 19, 100 }, 0.25)]
    [InlineData(new float[] { -50, 50 }, 0.0)]
    public void Recall_is_the_part_within_reach(float[] real, double expected) =>
        Assert.Equal(expected, SampleMeasures.Recall(Tensor.From<float>(real, [real.Length, 1]), s_samples, k: 2));

    [Fact]
    public void Recall_agrees_with_a_count_in_double()
    {
        Generator draws = new(1);
        Tensor real = Tensor.Randn([300, 6], generator: draws), samples = 0.7 * Tensor.Randn([270, 6], generator: draws);
        double[][] r = Rows(real), s = Rows(samples);
        double[] reach = [.. s.Select(one => s.Select(other => Distance(one, other)).Order().ElementAt(3))];
        double expected = r.Average(one => s.Index().Any(other => Distance(one, other.Item) <= reach[other.Index]) ? 1.0 : 0);
        Assert.InRange(expected, 0.05, 0.95);
        Assert.Equal(expected, SampleMeasures.Recall(real, samples), 0.004);
    }

    [Fact]
    public void Spread_is_the_mean_distance_to_the_mean_of_the_class()
    {
        // Those of class 0 lie 5 from their mean, (0, 0); those of class 1 lie 1 from theirs, (10, 10).
        Tensor samples = Tensor.From<float>([3, 4, -3, -4, 10, 11, 10, 9], [4, 2]);
        Assert.Equal((5 + 1) / 2.0, SampleMeasures.Spread(samples, [0, 0, 1, 1]), 1e-6);
    }

    [Fact]
    public void Nearest_is_the_mean_of_the_least_distances()
    {
        Tensor known = Tensor.From<float>([0, 0, 10, 0], [2, 2]), samples = Tensor.From<float>([3, 4, 10, 2, 0, 0], [3, 2]);
        Assert.Equal((5 + 2 + 0) / 3.0, SampleMeasures.Nearest(samples, known), 1e-5);
    }

    static double[][] Rows(Tensor tensor) => [.. tensor.To(DType.Float64).ToArray<double>().Chunk((int)tensor.Shape[1])];

    static double Distance(double[] a, double[] b) => Math.Sqrt(a.Zip(b, (x, y) => (x - y) * (x - y)).Sum());
}
