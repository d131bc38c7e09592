using Xunit;

namespace Lamina.NN.Tests.Initializers;

/// <summary>Random first values have the mean, variance and limits that are promised.</summary>
public sealed class InitTests
{
    static readonly Shape[] Shapes = [[400, 300], [64, 32, 3, 5], [90, 500]];

    [Fact]
    public void Scaled_values_have_their_variance_and_limits()
    {
        foreach (Shape shape in Shapes)
        {
            double kernel = shape.Rank == 4 ? 15 : 1, fanIn = shape[1] * kernel, fanOut = shape[0] * kernel, mean = (fanIn + fanOut) / 2;
            Statistics("Glorot uniform", Init.GlorotUniform, shape, 1 / mean, Math.Sqrt(3 / mean));
            Statistics("Glorot normal", Init.GlorotNormal, shape, 1 / mean, null);
            Statistics("He uniform", Init.HeUniform, shape, 2 / fanIn, Math.Sqrt(6 / fanIn));
            Statistics("He normal", Init.HeNormal, shape, 2 / fanIn, null);
            Statistics("LeCun uniform", Init.LecunUniform, shape, 1 / fanIn, Math.Sqrt(3 / fanIn));
            Statistics("LeCun normal", Init.LecunNormal, shape, 1 / fanIn, null);
            Statistics("fan-out", (s, d, g) => Init.VarianceScaling(s, 3, Fan.Out, RandomForm.Uniform, d, g), shape, 3 / fanOut, Math.Sqrt(9 / fanOut));
            Statistics("truncated", (s, d, g) => Init.VarianceScaling(s, 2, Fan.In, RandomForm.TruncatedNormal, d, g), shape, 2 / fanIn, 2 * Math.Sqrt(2 / fanIn) / 0.8796256610342398);
            Statistics("truncated normal", (s, d, g) => Init.TruncatedNormal(s, 0, 0.5, d, g), shape, 0.25 * 0.7737412805, 1);
        }
    }

    [Fact]
    public void Normal_values_are_normal_and_truncated_ones_end_at_two_deviations()
    {
        double[] normal = Init.HeNormal([500, 400], DType.Float64, new Generator(5)).ToArray<double>();
        double deviation = Math.Sqrt(2.0 / 400);

        // Shares within one, two and three deviations, to five of their own standard errors.
        foreach ((double within, double share) in ((double, double)[])[(1, 0.6826895), (2, 0.9544997), (3, 0.9973002)])
            Assert.Equal(share, normal.Count(x => Math.Abs(x) <= within * deviation) / (double)normal.Length, 5 * Math.Sqrt(share * (1 - share) / normal.Length));
        double[] cut = Init.TruncatedNormal([500, 400], 3, 0.1, DType.Float64, new Generator(6)).ToArray<double>();
        Assert.All(cut, x => Assert.InRange(x, 2.8, 3.2));
        Assert.Equal(3, cut.Average(), 5 * 0.1 / Math.Sqrt(cut.Length));
        Assert.True(cut.Max() > 3.199 && cut.Min() < 2.801);
    }

    [Fact]
    public void Orthogonal_matrices_are()
    {
        foreach (Shape shape in (Shape[])[[1, 1], [5, 5], [3, 40], [40, 3], [64, 64], [8, 4, 3, 3], [100, 2, 3]])
        {
            Tensor matrix = Init.Orthogonal(shape, DType.Float64, new Generator(1)).Reshape([shape[0], -1]);
            Tensor product = matrix.Shape[0] <= matrix.Shape[1] ? matrix.MatMul(matrix.T) : matrix.T.MatMul(matrix);
            long n = product.Shape[0];
            double[] values = product.ToArray<double>();
            for (int i = 0; i < values.Length; i++)
                Assert.Equal(i / n == i % n ? 1 : 0, values[i], 1e-13);
        }

        double[] scaled = Init.Orthogonal(2)([30, 30], DType.Float64, new Generator(1)).ToArray<double>();
        Assert.Equal(scaled, Init.Orthogonal([30, 30], DType.Float64, new Generator(1)).ToArray<double>().Select(x => 2 * x));
        Assert.Equal(0, Init.Orthogonal([0, 3]).Count);

        // All directions are equally likely: the first entry of an n × n matrix has mean 0 and variance 1/n.
        Generator generator = new(9);
        double[] first = [.. Enumerable.Range(0, 4000).Select(_ => Init.Orthogonal([4, 4], DType.Float64, generator).ToArray<double>()[0])];
        Assert.Equal(0, first.Average(), 5 * 0.5 / Math.Sqrt(4000));
        Assert.Equal(0.25, first.Average(x => x * x), 0.015);
    }

    [Fact]
    public void Filling_keeps_the_parameter_and_its_dtype()
    {
        foreach (DType dtype in (DType[])[DType.Float32, DType.Float64, DType.Float16])
        {
            Parameter weight = new(Tensor.Zeros([200, 50], dtype));
            Tensor before = weight.Value;
            Init.Fill(weight, Init.GlorotUniform, new Generator(3));
            Assert.Same(before, weight.Value);
            Assert.True(weight.Value.IsLeaf && weight.Trainable);
            Assert.Equal(Init.GlorotUniform([200, 50], dtype, new Generator(3)).ToArray<double>(), weight.Value.ToArray<double>());
            Init.Fill(weight, Init.Constant(0.25));
            Assert.All(weight.Value.ToArray<double>(), x => Assert.Equal(0.25, x));
            Init.Fill(weight, Init.Ones);
            Assert.All(weight.Value.ToArray<double>(), x => Assert.Equal(1, x));
            Init.Fill(weight, Init.Zeros);
            Assert.All(weight.Value.ToArray<double>(), x => Assert.Equal(0, x));
        }

        Assert.Throws<ShapeException>(() => Init.Fill(Tensor.Zeros([2, 2]), (_, dtype, _) => Tensor.Zeros([2], dtype)));
        Assert.Throws<ShapeException>(() => Init.HeNormal([5]));
        Assert.Throws<ShapeException>(() => Init.Orthogonal([5]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Init.VarianceScaling([5, 5], scale: 0));
    }

    // Mean and variance to five of their own standard errors; the fourth moment is at most that of the normal distribution.
    static void Statistics(string name, Initializer initializer, Shape shape, double variance, double? limit)
    {
        double[] values = initializer(shape, DType.Float32, new Generator(17)).ToArray<double>();
        double mean = values.Average(), actual = values.Average(x => x * x);
        Assert.True(Math.Abs(mean) < 5 * Math.Sqrt(variance / values.Length), $"{name} {shape}: mean {mean}");
        Assert.True(Math.Abs(actual - variance) < 5 * variance * Math.Sqrt(2.0 / values.Length), $"{name} {shape}: variance {actual}, not {variance}");
        double largest = values.Max(Math.Abs);
        if (limit is { } most)
            Assert.True(largest <= most * (1 + 1e-6) && largest > 0.98 * most, $"{name} {shape}: magnitudes up to {largest}, not {most}");
        else
            Assert.True(largest > 3 * Math.Sqrt(variance), $"{name} {shape}: magnitudes up to {largest}");
    }
}
