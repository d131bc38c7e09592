using Lamina.TestKit;

namespace Lamina.Tests.Ops;

public static partial class Catalogue
{
    static IEnumerable<OpCase> Conv =>
    [
        ConvCase("conv2d", new ConvSettings(), [[2, 3, 5, 4], [4, 3, 3, 2], [4]], [[1, 1, 28, 28], [32, 1, 3, 3], [32]], [[3, 6, 14, 14], [16, 6, 5, 5], [16]], [[3, 4, 3, 2], [5, 4, 3, 2], [5]]),
        ConvCase("conv2d_strided", new ConvSettings(2, 3, 1, 2, 1, 2, 0, 1), [[2, 2, 6, 7], [3, 2, 3, 2], [3]]),
        ConvCase("conv2d_groups", ConvSettings.Square(padding: 1, groups: 2), [[2, 4, 4, 4], [6, 2, 3, 3], [6]]),
        ConvCase("conv2d_depthwise", ConvSettings.Square(groups: 3), [[2, 3, 4, 4], [3, 1, 2, 2], [3]]),
        TransposedCase("conv_transpose2d", ConvSettings.Square(), 0, [[2, 3, 3, 4], [3, 2, 2, 3], [2]]),
        TransposedCase("conv_transpose2d_strided", new ConvSettings(2, 3, 1, 2, 1, 0, 1, 0), 1, [[2, 2, 3, 3], [2, 3, 3, 2], [3]]),
        TransposedCase("conv_transpose2d_groups", ConvSettings.Square(stride: 2, groups: 2), 0, [[1, 4, 3, 3], [4, 2, 2, 2], [4]]),
        OpCase.General("conv1d", x => x[0].Conv1d(x[1], null, 2, 1, 0), x => ConvReference(Nd4(x[0]), Nd4(x[1]), null, new ConvSettings(StrideWidth: 2, PadLeft: 1), rank: 3), [[2, 3, 8], [4, 3, 3]]),
        OpCase.General("linear", x => x[0].Linear(x[1], x[2]), x => LinearReference(x[0], x[1], x[2]), [[2, 3], [4, 3], [4]], [[2, 3, 5], [2, 5], [2]], [[65, 130], [70, 130], [70]]) with
        { HasSecondDerivative = true, BadShapes = [[[2, 3], [4, 2], [4]], [[2, 3], [4, 3], [3]]] },
    ];

    static OpCase ConvCase(string name, ConvSettings settings, params Shape[][] shapes) =>
        OpCase.General(name, x => x[0].Conv2d(x[1], x[2], settings), x => ConvReference(x[0], x[1], x[2], settings), shapes) with
        {
            HasSecondDerivative = true,
            Called = "conv2d",
            BadShapes = [[[2, 5, 5, 4], [4, 3, 3, 2], [4]], [[2, 3, 1, 1], [4, 3, 9, 9], [4]], [[3, 5, 5], [4, 3, 3, 3], [4]]],
            Slack = 4,
        };

    static OpCase TransposedCase(string name, ConvSettings settings, int outputPadding, params Shape[][] shapes) =>
        OpCase.General(name, x => x[0].ConvTranspose2d(x[1], x[2], settings, outputPadding, outputPadding), x => TransposedReference(x[0], x[1], x[2], settings, outputPadding), shapes) with
        {
            HasSecondDerivative = true,
            Called = "conv_transpose2d",
            BadShapes = [[[2, 5, 5, 4], [4, 3, 3, 2], [3]], [[2, 4, 5, 5], [4, 3, 3, 3], [9]], [[3, 5, 5], [3, 4, 3, 3], [4]]],
            Slack = 4,
        };

    // Every input element lays its kernel down in the output.
    static Nd TransposedReference(Nd x, Nd w, Nd bias, ConvSettings s, int outputPadding)
    {
        long perGroup = w.Shape[1], channels = perGroup * s.Groups;
        long height = ((x.Shape[2] - 1) * s.StrideHeight) - s.PadTop - s.PadBottom + (s.DilationHeight * (w.Shape[2] - 1)) + outputPadding + 1;
        long width = ((x.Shape[3] - 1) * s.StrideWidth) - s.PadLeft - s.PadRight + (s.DilationWidth * (w.Shape[3] - 1)) + outputPadding + 1;
        Nd y = Nd.Zeros([x.Shape[0], channels, height, width]);
        foreach (long[] at in y.Indices())
            y[at] = bias[at[1]];
        foreach (long[] at in x.Indices())
        {
            long first = at[1] / (x.Shape[1] / s.Groups) * perGroup;
            for (long o = 0; o < perGroup; o++)
            {
                for (long u = 0; u < w.Shape[2]; u++)
                {
                    for (long v = 0; v < w.Shape[3]; v++)
                    {
                        long i = (at[2] * s.StrideHeight) + (u * s.DilationHeight) - s.PadTop, j = (at[3] * s.StrideWidth) + (v * s.DilationWidth) - s.PadLeft;
                        if (i >= 0 && i < height && j >= 0 && j < width)
                            y[at[0], first + o, i, j] += x[at] * w[at[1], o, u, v];
                    }
                }
            }
        }

        return y;
    }

    static Nd ConvReference(Nd x, Nd w, Nd? bias, ConvSettings s, int rank = 4)
    {
        long height = ((x.Shape[2] + s.PadTop + s.PadBottom - ((w.Shape[2] - 1) * s.DilationHeight) - 1) / s.StrideHeight) + 1;
        long width = ((x.Shape[3] + s.PadLeft + s.PadRight - ((w.Shape[3] - 1) * s.DilationWidth) - 1) / s.StrideWidth) + 1;
        Nd y = Nd.Zeros([x.Shape[0], w.Shape[0], height, width]);
        long perGroup = w.Shape[0] / s.Groups;
        foreach (long[] at in y.Indices())
        {
            double sum = bias?[at[1]] ?? 0;
            for (long c = 0; c < w.Shape[1]; c++)
            {
                for (long u = 0; u < w.Shape[2]; u++)
                {
                    for (long v = 0; v < w.Shape[3]; v++)
                    {
                        long i = (at[2] * s.StrideHeight) + (u * s.DilationHeight) - s.PadTop, j = (at[3] * s.StrideWidth) + (v * s.DilationWidth) - s.PadLeft;
                        if (i >= 0 && i < x.Shape[2] && j >= 0 && j < x.Shape[3])
                            sum += x[at[0], (at[1] / perGroup * w.Shape[1]) + c, i, j] * w[at[1], c, u, v];
                    }
                }
            }

            y[at] = sum;
        }

        return rank == 4 ? y : new Nd(y.Values, y.Shape.Remove(2));
    }

    static Nd Nd4(Nd x) => new(x.Values, x.Shape.Insert(2, 1));

    static Nd LinearReference(Nd x, Nd w, Nd bias)
    {
        Nd y = Nd.Zeros([.. x.Shape[..^1], w.Shape[0]]);
        foreach (long[] at in y.Indices())
        {
            double sum = bias[at[^1]];
            for (long k = 0; k < w.Shape[1]; k++)
                sum += x[[.. at[..^1], k]] * w[at[^1], k];
            y[at] = sum;
        }

        return y;
    }
}
