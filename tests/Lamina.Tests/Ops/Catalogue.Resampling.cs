using Lamina.TestKit;

namespace Lamina.Tests.Ops;

public static partial class Catalogue
{
    static IEnumerable<OpCase> Resampling =>
    [
        OpCase.OfOne("interpolate_nearest", x => x.InterpolateBy(2), x => ByWeights(x, 2, 2, Nearest), [2, 2, 3, 4], [1, 1, 1, 1], [1, 3, 20, 37]) with
        { HasSecondDerivative = true, Called = "interpolate", BadShapes = [[[3, 4]], [[1, 1, 1, 1, 1, 1]]] },
        OpCase.OfOne("interpolate_linear", x => x.InterpolateBy(2, InterpolationMode.Linear), x => ByWeights(x, 2, 2, Tent), [2, 2, 3, 4], [1, 1, 1, 1], [1, 3, 20, 37], [1, 1, 300, 90]) with
        { HasSecondDerivative = true, Called = "interpolate", BadShapes = [[[3, 4]], [[2, 1, 0, 4]]] },
        OpCase.OfOne("interpolate_uneven", x => x.InterpolateBy([0.5, 3], InterpolationMode.Linear), x => ByWeights(x, 0.5, 3, Tent), [2, 2, 6, 4], [1, 3, 20, 37]) with { HasSecondDerivative = true },
        OpCase.OfOne("interpolate_cubic", x => x.InterpolateBy(2, InterpolationMode.Cubic), x => ByWeights(x, 2, 2, Cubic), [1, 2, 4, 3], [1, 3, 20, 37]) with { HasSecondDerivative = true },
        OpCase.OfOne("interpolate_area", x => x.Interpolate([3, 2], InterpolationMode.Area), x => AdaptiveReference(x, v => v.Average()), [2, 2, 5, 7], [1, 1, 31, 17]) with
        { HasSecondDerivative = true, Called = "interpolate", BadShapes = [[[3, 4, 5]]] },
        OpCase.OfOne("interpolate_antialias", x => x.Interpolate([2, 3], InterpolationMode.Linear, antialias: true), Antialiased, [1, 2, 7, 8], [1, 1, 40, 30]) with { HasSecondDerivative = true },
        OpCase.OfOne("interpolate_volume", x => x.InterpolateBy(2, InterpolationMode.Linear), x => ByWeights(ByWeights(x, 2, 2, Tent, 3), 2, 1, Tent), [1, 2, 2, 3, 2]) with { HasSecondDerivative = true },
        OpCase.OfOne("pixel_shuffle", x => x.PixelShuffle(2), x => Moved(x, [x.Shape[0], x.Shape[1] / 4, x.Shape[2] * 2, x.Shape[3] * 2], y => [y[0], (y[1] * 4) + (y[2] % 2 * 2) + (y[3] % 2), y[2] / 2, y[3] / 2]), [2, 8, 2, 3]) with
        { HasSecondDerivative = true, BadShapes = [[[2, 3, 4, 4]], [[3, 4]]] },
        OpCase.OfOne("pixel_unshuffle", x => x.PixelUnshuffle(2), x => Moved(x, [x.Shape[0], x.Shape[1] * 4, x.Shape[2] / 2, x.Shape[3] / 2], y => [y[0], y[1] / 4, (y[2] * 2) + (y[1] / 2 % 2), (y[3] * 2) + (y[1] % 2)]), [2, 2, 4, 6]) with
        { HasSecondDerivative = true, BadShapes = [[[2, 3, 5, 4]], [[3, 4]]] },
        OpCase.OfOne("channel_shuffle", x => x.ChannelShuffle(3), x => Moved(x, x.Shape, y => [y[0], (y[1] % 3 * (x.Shape[1] / 3)) + (y[1] / 3), y[2]]), [2, 6, 3]) with
        { HasSecondDerivative = true, BadShapes = [[[2, 4, 3]]] },
        OpCase.General("grid_sample", x => x[0].GridSample(x[1]), x => SampleReference(x[0], x[1]), [[2, 2, 3, 4], [2, 3, 2, 2]], [[1, 3, 5, 5], [1, 40, 3, 2]]) with
        { Ranges = [(-3, 3), (-1.2, 1.2)], Slack = 4, BadShapes = [[[2, 2, 3], [2, 3, 2, 2]], [[2, 2, 3, 4], [1, 3, 2, 2]], [[2, 2, 3, 4], [2, 3, 2, 3]]] },
        OpCase.OfOne("affine_grid", x => x.AffineGrid([2, 1, 3, 4]), AffineReference, [2, 2, 3]) with { HasSecondDerivative = true, BadShapes = [[[2, 3, 3]], [[1, 2, 3]]] },
    ];

    // The weight of input j for an output, by their distance in inputs.
    static double Tent(double distance) => Math.Max(0, 1 - Math.Abs(distance));

    static double Cubic(double distance)
    {
        double x = Math.Abs(distance);
        return x < 1 ? (1.25 * x * x * x) - (2.25 * x * x) + 1 : x < 2 ? -0.75 * ((x * x * x) - (5 * x * x) + (8 * x) - 4) : 0;
    }

    static double Nearest(double distance) => distance is > -0.5 and <= 0.5 ? 1 : 0;

    static Nd ByWeights(Nd x, double rows, double columns, Func<double, double> weight, int axis = 2) => Along(Along(x, axis, rows, weight), axis + 1, columns, weight);

    // Beyond the border stand the elements of the border.
    static Nd Along(Nd x, int axis, double factor, Func<double, double> weight)
    {
        if (factor == 1)
            return x;
        long size = x.Shape[axis];
        Nd y = Nd.Zeros(x.Shape.With(axis, (long)(size * factor)));
        foreach (long[] at in y.Indices())
        {
            double centre = ((at[axis] + 0.5) / factor) - 0.5, sum = 0;
            for (long j = -4; j < size + 4; j++)
            {
                long[] from = [.. at];
                from[axis] = Math.Clamp(j, 0, size - 1);
                sum += weight(centre - j) * x[from];
            }

            y[at] = sum;
        }

        return y;
    }

    // Tents as wide as an output, cut off at the border.
    static Nd Antialiased(Nd x)
    {
        Nd y = Nd.Zeros([x.Shape[0], x.Shape[1], 2, 3]);
        double down = x.Shape[2] / 2.0, across = x.Shape[3] / 3.0;
        foreach (long[] at in y.Indices())
        {
            double sum = 0, total = 0;
            for (long i = 0; i < x.Shape[2]; i++)
            {
                for (long j = 0; j < x.Shape[3]; j++)
                {
                    double weight = Tent((i + 0.5 - ((at[2] + 0.5) * down)) / down) * Tent((j + 0.5 - ((at[3] + 0.5) * across)) / across);
                    (sum, total) = (sum + (weight * x[at[0], at[1], i, j]), total + weight);
                }
            }

            y[at] = sum / total;
        }

        return y;
    }

    static Nd Moved(Nd x, Shape shape, Func<long[], long[]> from)
    {
        Nd y = Nd.Zeros(shape);
        foreach (long[] at in y.Indices())
            y[at] = x[from(at)];
        return y;
    }

    // A sum over all elements with tents around the place.
    static Nd SampleReference(Nd x, Nd grid)
    {
        long height = x.Shape[2], width = x.Shape[3];
        Nd y = Nd.Zeros([x.Shape[0], x.Shape[1], grid.Shape[1], grid.Shape[2]]);
        foreach (long[] at in y.Indices())
        {
            double row = (((grid[at[0], at[2], at[3], 1] + 1) * height) - 1) / 2, column = (((grid[at[0], at[2], at[3], 0] + 1) * width) - 1) / 2;
            for (long i = 0; i < height; i++)
            {
                for (long j = 0; j < width; j++)
                    y[at] += x[at[0], at[1], i, j] * Tent(row - i) * Tent(column - j);
            }
        }

        return y;
    }

    static Nd AffineReference(Nd matrices)
    {
        Nd y = Nd.Zeros([2, 3, 4, 2]);
        foreach (long[] at in y.Indices())
        {
            double row = ((2.0 * at[1]) + 1) / 3 - 1, column = ((2.0 * at[2]) + 1) / 4 - 1;
            y[at] = (matrices[at[0], at[3], 0] * column) + (matrices[at[0], at[3], 1] * row) + matrices[at[0], at[3], 2];
        }

        return y;
    }
}
