using Lamina.TestKit;

namespace Lamina.Tests.Ops;

public static partial class Catalogue
{
    static IEnumerable<OpCase> Pool =>
    [
        OpCase.OfOne("max_pool2d", x => x.MaxPool2d(2), x => PoolReference(x, PoolSettings.Square(2), max: true), [2, 3, 4, 5], [1, 1, 2, 2], [2, 2, 26, 26]) with
        { HasSecondDerivative = true, BadShapes = [[[3, 4, 5]], [[1, 1, 1, 1]]] },
        OpCase.OfOne("max_pool2d_padded", x => x.MaxPool2d(3, 2, 1), x => PoolReference(x, PoolSettings.Square(3, 2, 1), max: true), [2, 2, 5, 6], [1, 3, 4, 4]),
        OpCase.OfOne("avg_pool2d", x => x.AvgPool2d(2), x => PoolReference(x, PoolSettings.Square(2), max: false), [2, 3, 4, 5], [2, 2, 26, 26]) with
        { HasSecondDerivative = true, BadShapes = [[[3, 4, 5]], [[1, 1, 1, 1]]] },
        OpCase.OfOne("avg_pool2d_padded", x => x.AvgPool2d(3, 2, 1), x => PoolReference(x, PoolSettings.Square(3, 2, 1), max: false), [2, 2, 5, 6]),
        OpCase.OfOne("adaptive_avg_pool2d", x => x.AdaptiveAvgPool2d(3, 2), x => AdaptiveReference(x, v => v.Average()), [2, 2, 5, 7], [1, 1, 3, 2], [1, 2, 6, 4]) with { HasSecondDerivative = true, BadShapes = [[[3, 4, 5]]] },
        OpCase.OfOne("avg_pool2d_divisor", x => x.AvgPool2d(Divided), x => Nd.Map(PoolReference(x, Divided, max: false), v => v * 9 / 5), [2, 2, 5, 6]) with { HasSecondDerivative = true },
        OpCase.OfOne("max_pool1d", x => x.MaxPool1d(3, 2, 1), x => BoxReference(x, [3], [2], [1], v => v.Max()), [2, 3, 9], [1, 1, 2], [2, 2, 70]) with
        { HasSecondDerivative = true, BadShapes = [[[3, 4]], [[1, 2, 3, 4]]] },
        OpCase.OfOne("avg_pool1d", x => x.AvgPool1d(3, 2), x => BoxReference(x, [3], [2], [0], v => v.Average()), [2, 3, 9], [2, 2, 70]) with { HasSecondDerivative = true, BadShapes = [[[3, 4]]] },
        OpCase.OfOne("max_pool3d", x => x.MaxPool3d(PoolOfVolumes), x => BoxReference(x, [2, 3, 2], [1, 2, 2], [1, 1, 0], v => v.Max()), [1, 2, 3, 4, 4], [2, 1, 2, 3, 5]) with
        { HasSecondDerivative = true, BadShapes = [[[3, 4, 5]], [[1, 1, 1, 1, 1]]] },
        OpCase.OfOne("avg_pool3d", x => x.AvgPool3d(PoolSettings3d.Cube(2)), x => BoxReference(x, [2, 2, 2], [2, 2, 2], [0, 0, 0], v => v.Average()), [1, 2, 4, 4, 4], [2, 1, 2, 3, 5]) with
        { HasSecondDerivative = true, BadShapes = [[[3, 4, 5]], [[1, 1, 1, 1, 1]]] },
        OpCase.OfOne("lp_pool2d", x => x.LpPool2d(2, PoolSettings.Square(2)), x => BoxReference(x, [2, 2], [2, 2], [0, 0], v => Math.Sqrt(v.Sum(u => u * u))), [2, 2, 4, 5]) with
        { HasSecondDerivative = true, Called = "avg_pool2d", BadShapes = [[[3, 4, 5]]] },
        OpCase.OfOne("lp_pool3d", x => x.LpPool3d(3, PoolSettings3d.Cube(2)), x => BoxReference(x, [2, 2, 2], [2, 2, 2], [0, 0, 0], v => Math.Cbrt(v.Sum(u => u * u * u))), [1, 2, 2, 4, 3]) with
        { Ranges = [(0.5, 3)], BadShapes = [[[3, 4, 5]]] },
        OpCase.OfOne("adaptive_max_pool2d", x => x.AdaptiveMaxPool2d(3, 2), x => AdaptiveReference(x, v => v.Max()), [1, 2, 5, 7], [1, 1, 3, 2], [1, 2, 6, 4]) with { HasSecondDerivative = true, BadShapes = [[[3, 4, 5]]] },
        OpCase.OfOne("fractional_max_pool", x => x.FractionalMaxPoolWithIndices([2, 3], [3, 2], FractionalSamples(x)).Values, FractionalReference, [1, 2, 5, 7], [2, 1, 6, 5]) with
        { BadShapes = [[[3, 4, 5]], [[1, 1, 3, 4]]] },
        OpCase.General(
            "max_unpool", x => x[0].MaxUnpool(Tensor.From<long>([5, 0, 3, 2, 4, 1], [1, 2, 3]), [7]), x => new Nd([x[0][0, 0, 1], 0, 0, x[0][0, 0, 2], 0, x[0][0, 0, 0], 0, 0, x[0][0, 1, 2], x[0][0, 1, 0], 0, x[0][0, 1, 1], 0, 0], [1, 2, 7]), [[1, 2, 3]]) with
        { HasSecondDerivative = true, BadShapes = [[[1, 3, 2]]] },
    ];

    // One number for columns, one for rows, in every plane alike.
    static Tensor? FractionalSamples(Tensor x) => x.Rank == 4 ? Tensor.From(0.3, 0.8).Expand([x.Shape[0], x.Shape[1], 2]) : null;

    static Nd FractionalReference(Nd x)
    {
        static int[] Starts(double sample, long size, int kernel, int count) =>
            [.. Enumerable.Range(0, count).Select(i => i == count - 1 ? (int)size - kernel : (int)((i + sample) * (size - kernel) / (count - 1)) - (int)(sample * (size - kernel) / (count - 1)))];
        int[] rows = Starts(0.8, x.Shape[2], 2, 3), columns = Starts(0.3, x.Shape[3], 3, 2);
        Nd y = Nd.Zeros([x.Shape[0], x.Shape[1], 3, 2]);
        foreach (long[] at in y.Indices())
            y[at] = Enumerable.Range(0, 6).Max(tap => x[at[0], at[1], rows[at[2]] + (tap / 3), columns[at[3]] + (tap % 3)]);
        return y;
    }

    static PoolSettings Divided => PoolSettings.Square(3, 2, 1, divisorOverride: 5);

    static PoolSettings3d PoolOfVolumes => new(new PoolSettings(3, 2, 2, 2, 1, 0, 1, 0), 2, 1, 1, 1);

    // What lies in the padding is no part of a window.
    static Nd BoxReference(Nd x, long[] kernel, long[] stride, long[] padding, Func<List<double>, double> f)
    {
        int axes = kernel.Length;
        Nd y = Nd.Zeros([.. x.Shape.Select((size, i) => i < 2 ? size : ((size + (2 * padding[i - 2]) - kernel[i - 2]) / stride[i - 2]) + 1)]);
        foreach (long[] at in y.Indices())
        {
            List<double> window = [];
            foreach (long[] tap in Nd.Zeros(kernel).Indices())
            {
                long[] from = [at[0], at[1], .. Enumerable.Range(0, axes).Select(i => (at[i + 2] * stride[i]) + tap[i] - padding[i])];
                if (Enumerable.Range(2, axes).All(i => from[i] >= 0 && from[i] < x.Shape[i]))
                    window.Add(x[from]);
            }

            y[at] = f(window);
        }

        return y;
    }

    static Nd PoolReference(Nd x, PoolSettings s, bool max)
    {
        long height = ((x.Shape[2] + s.PadTop + s.PadBottom - s.KernelHeight) / s.StrideHeight) + 1, width = ((x.Shape[3] + s.PadLeft + s.PadRight - s.KernelWidth) / s.StrideWidth) + 1;
        Nd y = Nd.Zeros([x.Shape[0], x.Shape[1], height, width]);
        foreach (long[] at in y.Indices())
        {
            double result = max ? double.NegativeInfinity : 0;
            for (long u = 0; u < s.KernelHeight; u++)
            {
                for (long v = 0; v < s.KernelWidth; v++)
                {
                    long i = (at[2] * s.StrideHeight) + u - s.PadTop, j = (at[3] * s.StrideWidth) + v - s.PadLeft;
                    if (i >= 0 && i < x.Shape[2] && j >= 0 && j < x.Shape[3])
                        result = max ? Math.Max(result, x[at[0], at[1], i, j]) : result + (x[at[0], at[1], i, j] / (s.KernelHeight * s.KernelWidth));
                }
            }

            y[at] = result;
        }

        return y;
    }

    static Nd AdaptiveReference(Nd x, Func<List<double>, double> f)
    {
        Nd y = Nd.Zeros([x.Shape[0], x.Shape[1], 3, 2]);
        long height = x.Shape[2], width = x.Shape[3];
        foreach (long[] at in y.Indices())
        {
            List<double> window = [];
            for (long i = at[2] * height / 3; i < Math.Ceiling((at[2] + 1) * height / 3.0); i++)
            {
                for (long j = at[3] * width / 2; j < Math.Ceiling((at[3] + 1) * width / 2.0); j++)
                    window.Add(x[at[0], at[1], i, j]);
            }

            y[at] = f(window);
        }

        return y;
    }
}
