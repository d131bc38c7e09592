using Xunit;

namespace Lamina.NN.Tests;

/// <summary>Positions against their formulas in plain loops.</summary>
public sealed class PositionTests
{
    static Tensor Random(int seed, params long[] shape) => Tensor.Randn(shape, DType.Float64, new Generator(seed));

    [Fact]
    public void Sinusoids_are_those_of_the_paper()
    {
        foreach (int dim in new[] { 6, 5 })
        {
            SinusoidalPositions places = new(dim, 10);
            Tensor x = Random(1, 4, 2, dim);
            double[] added = (places.Forward(x, 3) - x).ToArray<double>();
            for (int p = 0; p < 4; p++)
            {
                for (int n = 0; n < 2; n++)
                {
                    for (int i = 0; i < dim; i++)
                    {
                        double angle = (p + 3) / Math.Pow(10000, 2 * (i / 2) / (double)dim);
                        Assert.Equal(i % 2 == 0 ? Math.Sin(angle) : Math.Cos(angle), added[(((p * 2) + n) * dim) + i], 1e-12);
                    }
                }
            }
        }

        Tensor y = Random(2, 3, 4, 6);
        Assert.Equal(
            new SinusoidalPositions(6).Forward(y.Transpose(0, 1)).Transpose(0, 1).ToArray<double>(), new SinusoidalPositions(6, batchFirst: true).Forward(y).ToArray<double>());
        Assert.Equal(DType.Float16, new SinusoidalPositions(6).Forward(y.To(DType.Float16)).DType);
    }

    [Fact]
    public void Learned_places_are_rows_of_the_table()
    {
        LearnedPositions places = new(7, 3, batchFirst: true);
        Assert.Equal(["weight"], places.StateDict().Keys);
        Tensor x = Tensor.Randn([2, 4, 3]), y = places.Forward(x, 2);
        Assert.Equal((x + places.Weight.Value.Slice(0, 2, 6)).ToArray<float>(), y.ToArray<float>());
        y.Sum().Backward();
        Assert.Equal([0f, 0, 2, 2, 2, 2, 0], places.Weight.Grad!.Select(1, 0).ToArray<float>());
        Assert.Equal((x.Select(0, 0) + places.Weight.Value.Slice(0, 0, 4)).ToArray<float>(), places.Forward(x.Select(0, 0)).ToArray<float>());
    }

    [Fact]
    public void Rotation_turns_each_pair_by_its_angle()
    {
        foreach (bool interleaved in new[] { false, true })
        {
            RotaryPositions rotary = new(6, 20, 100, interleaved);
            Tensor x = Random(1, 2, 5, 8);
            double[] from = x.ToArray<double>(), to = rotary.Forward(x, 4).ToArray<double>();
            for (int n = 0; n < 2; n++)
            {
                for (int p = 0; p < 5; p++)
                {
                    int row = ((n * 5) + p) * 8;
                    for (int i = 0; i < 3; i++)
                    {
                        (int a, int b) = interleaved ? (2 * i, (2 * i) + 1) : (i, i + 3);
                        double angle = (p + 4) * Math.Pow(100, -2.0 * i / 6);
                        Assert.Equal((from[row + a] * Math.Cos(angle)) - (from[row + b] * Math.Sin(angle)), to[row + a], 1e-12);
                        Assert.Equal((from[row + a] * Math.Sin(angle)) + (from[row + b] * Math.Cos(angle)), to[row + b], 1e-12);
                    }

                    Assert.Equal(from[row + 6], to[row + 6]);
                    Assert.Equal(from[row + 7], to[row + 7]);
                }
            }

            // A product depends on the distance alone, and a length stays.
            Tensor q = Random(2, 1, 6), k = Random(3, 1, 6);
            double Product(long at) => rotary.Forward(q, at).Reshape(-1).Dot(rotary.Forward(k, at + 3).Reshape(-1)).ToDouble();
            Assert.Equal(Product(0), Product(11), 1e-12);
            Tensor z = q.Detach().Clone().RequireGrad();
            rotary.Forward(z, 5).Square().Sum().Backward();
            Assert.InRange((z.Grad! - (2 * q)).Abs().Max().ToDouble(), 0, 1e-12);
        }
    }

    [Fact]
    public void Errors_say_what_is_wrong()
    {
        Assert.Contains("below 10", Assert.Throws<ShapeException>(() => new SinusoidalPositions(6, 10).Forward(Tensor.Zeros([11, 2, 6]))).Message, StringComparison.Ordinal);
        Assert.Contains("from place 3", Assert.Throws<ShapeException>(() => new LearnedPositions(7, 3).Forward(Tensor.Zeros([5, 1, 3]), 3)).Message, StringComparison.Ordinal);
        Assert.Contains("below 4", Assert.Throws<ShapeException>(() => new RotaryPositions(2, 4).Forward(Tensor.Zeros([5, 2]))).Message, StringComparison.Ordinal);
        Assert.Throws<ShapeException>(() => new RotaryPositions(3));
        Assert.Throws<ShapeException>(() => new LearnedPositions(0, 3));
        Assert.Throws<ShapeException>(() => new SinusoidalPositions(3, 0));
    }
}
