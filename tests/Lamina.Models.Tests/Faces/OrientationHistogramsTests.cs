using Lamina.Models.Faces;

namespace Lamina.Models.Tests.Faces;

public sealed class OrientationHistogramsTests
{
    [Theory]
    [InlineData(5, false)]
    [InlineData(5, true)]
    [InlineData(9, true)]
    public void They_are_what_a_plain_loop_counts(int cell, bool signed)
    {
        OrientationHistograms histograms = new(19, 14, cell, signed);
        Tensor pictures = Tensor.Rand([2, 1, 19, 14], DType.Float64, generator: new Generator(1));
        double[] found = histograms.Forward(pictures).ToArray<double>(), greys = pictures.ToArray<double>();
        int directions = signed ? 16 : 8;
        Assert.Equal(directions * (19 / cell) * (14 / cell), histograms.Count);
        Assert.Equal(2 * histograms.Count, found.Length);
        for (int picture = 0; picture < 2; picture++)
        {
            double[] expected = Counted(greys[(picture * 19 * 14)..((picture + 1) * 19 * 14)], 19, 14, cell, directions, signed);
            for (int i = 0; i < expected.Length; i++)
                Assert.Equal(expected[i], found[(picture * histograms.Count) + i], 1e-6);
        }
    }

    // Darker to the right: all edges lie in one direction, from which light comes.
    [Fact]
    public void A_ramp_fills_one_direction()
    {
        Tensor ramp = Tensor.From<float>([.. Enumerable.Range(0, 16 * 16).Select(i => (float)Math.Pow(1 - (i % 16 / 20.0), 2))], [1, 1, 16, 16]);
        float[] signed = new OrientationHistograms(16, 16, 16, signed: true).Forward(ramp).ToArray<float>(), either = new OrientationHistograms(16, 16, 16, signed: false).Forward(ramp).ToArray<float>();
        Assert.Equal(8, Array.IndexOf(signed, signed.Max()));
        Assert.Equal(0, Array.IndexOf(either, either.Max()));
        Assert.True(signed[0] < 0.01);
        float[] back = new OrientationHistograms(16, 16, 16, signed: true).Forward(ramp.Flip(3)).ToArray<float>();
        Assert.Equal(0, Array.IndexOf(back, back.Max()));
    }

    [Fact]
    public void A_picture_without_edges_has_numbers_all_the_same() =>
        Assert.All(new OrientationHistograms(16, 16, 4).Forward(Tensor.Zeros([1, 1, 16, 16])).ToArray<float>(), value => Assert.True(float.IsFinite(value)));

    [Fact]
    public void Cells_that_do_not_fit_are_refused()
    {
        Assert.Contains("17×17", Assert.Throws<ShapeException>(() => new OrientationHistograms(24, 16, 17)).Message, StringComparison.Ordinal);
        Assert.Throws<ShapeException>(() => new OrientationHistograms(24, 16, 0));
        Assert.Throws<ShapeException>(() => new OrientationHistograms(24, 7, 4));
        Assert.Throws<ShapeException>(() => new OrientationHistograms(24, 16, 4).Forward(Tensor.Zeros([1, 1, 16, 24])));
    }

    static double[] Counted(double[] greys, int height, int width, int cell, int directions, bool signed)
    {
        int rows = height / cell, columns = width / cell, top = (height - (rows * cell)) / 2, left = (width - (columns * cell)) / 2;
        double[,,] sums = new double[directions, rows, columns];
        double Root(int y, int x) => Math.Sqrt(greys[(Math.Clamp(y, 0, height - 1) * width) + Math.Clamp(x, 0, width - 1)]);
        for (int y = top; y < top + (rows * cell); y++)
        {
            for (int x = left; x < left + (columns * cell); x++)
            {
                double across = (Root(y, x + 1) - Root(y, x - 1)) / 2, down = (Root(y + 1, x) - Root(y - 1, x)) / 2, angle = Math.Atan2(down, across);
                for (int d = 0; d < directions; d++)
                {
                    double cosine = Math.Cos(angle - (Math.PI * d / 8));
                    sums[d, (y - top) / cell, (x - left) / cell] += Math.Sqrt((across * across) + (down * down)) * (signed && cosine < 0 ? 0 : Math.Pow(cosine, 8)) / (cell * cell);
                }
            }
        }

        double Length(int row, int column) => Math.Sqrt(Enumerable.Range(0, directions).Sum(d => sums[d, row, column] * sums[d, row, column]));
        double mean = Enumerable.Range(0, rows * columns).Average(i => Length(i / columns, i % columns));
        return [.. Enumerable.Range(0, directions * rows * columns).Select(i => Math.Sqrt(sums[i / (rows * columns), i / columns % rows, i % columns] / (Length(i / columns % rows, i % columns) + (0.3 * mean))))];
    }
}
