using Xunit;

namespace Lamina.Plots.Tests;

public class ProjectionTests
{
    [Fact]
    public void ComponentsAreUncorrelatedAndOfTheLargestVariance()
    {
        // x = 3a·u + b·v + 5 with orthogonal u and v: the first component is a's, the second b's.
        Random random = new(1);
        double[] u = [0.6, 0.8, 0, 0], v = [0, 0, -0.8, 0.6];
        double[] a = [.. Enumerable.Range(0, 50).Select(_ => random.NextDouble() - 0.5)], b = [.. Enumerable.Range(0, 50).Select(_ => random.NextDouble() - 0.5)];
        double meanA = a.Average(), meanB = b.Average();
        for (int i = 0; i < 50; i++)
            (a[i], b[i]) = (a[i] - meanA, b[i] - meanB);
        double overlap = a.Zip(b, (x, y) => x * y).Sum() / a.Sum(x => x * x);
        for (int i = 0; i < 50; i++)
            b[i] -= overlap * a[i];
        double[] points = [.. Enumerable.Range(0, 200).Select(i => (3 * a[i / 4] * u[i % 4]) + (b[i / 4] * v[i % 4]) + 5)];
        double[] places = PrincipalComponents.Project(Tensor.From(points).Reshape(50, 4)).ToArray<double>();
        for (int i = 0; i < 50; i++)
        {
            Assert.Equal(3 * a[i], places[2 * i], 1e-9);
            Assert.Equal(-b[i], places[(2 * i) + 1], 1e-9); // Its largest coefficient, −0.8, becomes positive.
        }

        Assert.Throws<ShapeException>(() => PrincipalComponents.Project(Tensor.Rand([5])));
        Assert.Throws<ArgumentOutOfRangeException>(() => PrincipalComponents.Project(Tensor.Rand([5, 1])));
    }

    [Fact]
    public void AffinitiesHaveThePerplexity()
    {
        Random random = new(2);
        const int Count = 40;
        double[] xs = [.. Enumerable.Range(0, Count).Select(_ => random.NextDouble() * 10)];
        double[] squares = [.. Enumerable.Range(0, Count * Count).Select(i => Math.Pow(xs[i / Count] - xs[i % Count], 2))];
        double[] joint = Tsne.Affinities(squares, Count, 8);
        Assert.Equal(1, joint.Sum(), 1e-6);
        for (int i = 0; i < Count; i++)
        {
            for (int j = 0; j < Count; j++)
                Assert.Equal(joint[(i * Count) + j], joint[(j * Count) + i], 1e-15);
        }
    }

    [Fact]
    public void TheGradientIsThatOfTheDivergence()
    {
        Random random = new(4);
        const int Count = 9;
        double[] places = [.. Enumerable.Range(0, 2 * Count).Select(_ => random.NextDouble() * 3)];
        double[] squares = new double[Count * Count];
        for (int i = 0; i < Count; i++)
        {
            for (int j = 0; j < i; j++)
                squares[(i * Count) + j] = squares[(j * Count) + i] = random.NextDouble() * 4;
        }

        double[] affinities = Tsne.Affinities(squares, Count, 3);
        for (int i = 0; i < Count; i++)
            affinities[(i * Count) + i] = 0;
        double[] gradient = new double[2 * Count];
        Tsne.Gradient(places, affinities, 1, new double[Count * Count], gradient);
        double total = affinities.Sum();
        for (int i = 0; i < gradient.Length; i++)
        {
            const double Step = 1e-6;
            double[] up = [.. places], down = [.. places];
            up[i] += Step;
            down[i] -= Step;
            Assert.Equal((Divergence(up) - Divergence(down)) / (2 * Step), gradient[i], 1e-4);
        }

        // Σ p log(p / q); the sum of p is 1 but for rounding.
        double Divergence(double[] at)
        {
            double[] kernel = new double[Count * Count];
            for (int i = 0; i < Count * Count; i++)
                kernel[i] = i / Count == i % Count ? 0 : 1 / (1 + Math.Pow(at[2 * (i / Count)] - at[2 * (i % Count)], 2) + Math.Pow(at[(2 * (i / Count)) + 1] - at[(2 * (i % Count)) + 1], 2));
            double sum = kernel.Sum(), value = 0;
            for (int i = 0; i < kernel.Length; i++)
                value += affinities[i] > 0 ? affinities[i] / total * Math.Log(affinities[i] / total / (kernel[i] / sum)) : 0;
            return value;
        }
    }

    [Fact]
    public void GroupsStayTogether()
    {
        Random random = new(5);
        const int Count = 60, Features = 10;
        double[] points = [.. Enumerable.Range(0, Count * Features).Select(i => random.NextDouble() + (i % Features == i / Features % 3 ? 8 : 0))];
        Tensor tensor = Tensor.From(points).Reshape(Count, Features);
        double[] places = Tsne.Project(tensor, steps: 500).ToArray<double>();
        Assert.All(places, place => Assert.True(double.IsFinite(place)));
        for (int i = 0; i < Count; i++)
        {
            int nearest = Enumerable.Range(0, Count).Where(j => j != i).MinBy(j => Math.Pow(places[2 * i] - places[2 * j], 2) + Math.Pow(places[(2 * i) + 1] - places[(2 * j) + 1], 2));
            Assert.Equal(i % 3, nearest % 3);
        }

        Assert.Equal(places, Tsne.Project(tensor, steps: 500).ToArray<double>());
        Assert.Throws<ArgumentOutOfRangeException>(() => Tsne.Project(tensor, perplexity: 60));
    }
}
