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
        OpCase.OfOne("adaptive_avg_pool2d", x => x.AdaptiveAvgPool2d(3, 2), AdaptiveReference, [2, 2, 5, 7], [1, 1, 3, 2], [1, 2, 6, 4]) with { HasSecondDerivative = true, BadShapes = [[[3, 4, 5]]] },
    ];

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

    static Nd AdaptiveReference(Nd x)
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

            y[at] = window.Average();
        }

        return y;
    }
}
