using Xunit;

namespace Lamina.Training.Tests;

/// <summary>Structural similarity against its definition in plain loops.</summary>
public class SsimTests
{
    const int Side = 181;

    static readonly double[] Exponents = [0.0448, 0.2856, 0.3001, 0.2363, 0.1333];

    [Fact]
    public void Several_scales_are_the_product_of_their_means()
    {
        Random random = new(4);
        double[,] x = new double[Side, Side], y = new double[Side, Side];
        for (int i = 0; i < Side * Side; i++)
        {
            y[i / Side, i % Side] = 0.5 + (0.4 * Math.Sin(i / Side / 9.0) * Math.Cos(i % Side / 7.0));
            x[i / Side, i % Side] = y[i / Side, i % Side] + (0.2 * (random.NextDouble() - 0.5));
        }

        MetricState<Tensor, Tensor> state = Metric.MultiScaleSimilarity().NewState();
        Tensor said = Tensor.From((Array)x).Reshape(1, 1, Side, Side), truth = Tensor.From((Array)y).Reshape(1, 1, Side, Side);
        state.Update(said, truth);

        double expected = 1;
        for (int scale = 0; scale < 5; scale++)
        {
            (double similarity, double structure) = Means(x, y);
            expected *= Math.Pow(scale == 4 ? similarity : structure, Exponents[scale]);
            (x, y) = (Half(x), Half(y));
        }

        Assert.Equal(expected, state.Value, 9);

        // Beside a picture that equals its own.
        state.Update(truth, truth);
        Assert.Equal((expected + 1) / 2, state.Value, 9);
        Assert.Throws<ShapeException>(() => state.Update(said.Slice(3, 0, 175), truth.Slice(3, 0, 175)));
        Assert.Equal(1, MeasureOnce(Metric.StructuralSimilarity(255), said * 255, said * 255), 12);
        Assert.True(double.IsPositiveInfinity(MeasureOnce(Metric.PeakSignalToNoise(255), said, said)));
        Assert.Equal(20, MeasureOnce(Metric.PeakSignalToNoise(), said + 0.1, said), 9);
    }

    static double MeasureOnce(Metric metric, Tensor prediction, Tensor target)
    {
        MetricState<Tensor, Tensor> state = metric.NewState();
        state.Update(prediction, target);
        return state.Value;
    }

    static double[,] Half(double[,] a)
    {
        double[,] half = new double[a.GetLength(0) / 2, a.GetLength(1) / 2];
        for (int i = 0; i < half.GetLength(0); i++)
        {
            for (int j = 0; j < half.GetLength(1); j++)
                half[i, j] = (a[2 * i, 2 * j] + a[(2 * i) + 1, 2 * j] + a[2 * i, (2 * j) + 1] + a[(2 * i) + 1, (2 * j) + 1]) / 4;
        }

        return half;
    }

    static (double Similarity, double Structure) Means(double[,] x, double[,] y)
    {
        double similarity = 0, structure = 0, total = 0;
        double[,] weights = new double[11, 11];
        for (int i = 0; i < 121; i++)
            total += weights[i / 11, i % 11] = Math.Exp(-(Math.Pow((i / 11) - 5, 2) + Math.Pow((i % 11) - 5, 2)) / 4.5);
        int rows = x.GetLength(0) - 10, columns = x.GetLength(1) - 10;
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                double mx = 0, my = 0, xx = 0, yy = 0, xy = 0;
                for (int i = 0; i < 121; i++)
                {
                    double w = weights[i / 11, i % 11] / total, a = x[row + (i / 11), column + (i % 11)], b = y[row + (i / 11), column + (i % 11)];
                    (mx, my, xx, yy, xy) = (mx + (w * a), my + (w * b), xx + (w * a * a), yy + (w * b * b), xy + (w * a * b));
                }

                double contrast = ((2 * (xy - (mx * my))) + 9e-4) / (xx - (mx * mx) + yy - (my * my) + 9e-4);
                structure += contrast;
                similarity += contrast * ((2 * mx * my) + 1e-4) / ((mx * mx) + (my * my) + 1e-4);
            }
        }

        return (similarity / rows / columns, structure / rows / columns);
    }
}
