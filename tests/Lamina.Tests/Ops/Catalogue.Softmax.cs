using Lamina.Ops;
using Lamina.TestKit;

namespace Lamina.Tests.Ops;

public static partial class Catalogue
{
    static IEnumerable<OpCase> Softmax =>
    [
        OpCase.OfOne("softmax", x => x.Softmax(), x => AlongAxis(x, -1, Softened), Rows) with { HasSecondDerivative = true },
        OpCase.OfOne("softmax_first", x => x.Softmax(0), x => AlongAxis(x, 0, Softened), [2, 3], [5, 2, 3], [33, 2]),
        OpCase.OfOne("softmin", x => x.Softmin(1), x => AlongAxis(x, 1, g => Softened([.. g.Select(v => -v)])), [2, 3], [5, 2, 3]) with { DTypes = Wide },
        OpCase.OfOne("sparsemax", x => x.Sparsemax(), x => AlongAxis(x, -1, Nearest), [2, 3], [], [5], [3, 1], [2, 16], [3, 257]) with { DTypes = Wide },
        OpCase.OfOne("sparsemax_middle", x => x.Sparsemax(1), x => AlongAxis(x, 1, Nearest), [2, 3, 2], [3, 40, 2]) with { DTypes = Wide },
        OpCase.OfOne("log_softmax", x => x.LogSoftmax(), x => AlongAxis(x, -1, LogSoftened), Rows) with { HasSecondDerivative = true },
        OpCase.OfOne("log_softmax_middle", x => x.LogSoftmax(1), x => AlongAxis(x, 1, LogSoftened), [2, 3, 2], [3, 40, 2]),
        OpCase.OfOne("logsumexp", x => x.LogSumExp(1), x => Nd.Reduce(x, [1], false, LogSum), [2, 3], [2, 3, 4], [3, 257], [2, 0]) with { HasSecondDerivative = true },
        OpCase.OfOne("logsumexp_all", x => x.LogSumExp(), x => Nd.Reduce(x, [], false, LogSum), [2, 3], [], [5, 7, 2]),
        OpCase.OfOne("logsumexp_kept", x => x.LogSumExp([0, 2], keepDims: true), x => Nd.Reduce(x, [0, 2], true, LogSum), [2, 3, 4], [7, 1, 9]),

        // The fused gradients against their formulas.
        OpCase.General(
            "softmax_gradient",
            x => Dispatch.Run(new SoftmaxGradient(), x[0].Contiguous(), x[1].Contiguous()),
            x => Nd.Zip(x[0], Nd.Zip(x[1], Nd.Reduce(Nd.Zip(x[0], x[1], (y, g) => y * g), [-1], true, g => g.Sum()), (g, s) => g - s), (y, d) => y * d),
            [[2, 3], [2, 3]],
            [[3, 257], [3, 257]]) with { DTypes = Wide, HasSecondDerivative = true },
        OpCase.General(
            "log_softmax_gradient",
            x => Dispatch.Run(new LogSoftmaxGradient(), x[0].Contiguous(), x[1].Contiguous()),
            x => Nd.Zip(x[1], Nd.Zip(x[0], Nd.Reduce(x[1], [-1], true, g => g.Sum()), (y, s) => Math.Exp(y) * s), (g, d) => g - d),
            [[2, 3], [2, 3]],
            [[3, 257], [3, 257]]) with { DTypes = Wide, HasSecondDerivative = true },
    ];

    static Shape[] Rows => [[2, 3], [], [1], [5], [3, 1], [0, 3], [2, 16], [2, 17], [3, 257], [2, 3, 1009], [300, 10]];

    // The nearest point of the simplex, its threshold found by halving: the sum falls as it grows.
    static double[] Nearest(double[] x)
    {
        if (x.Length == 0 || !x.All(double.IsFinite))
            return [.. x.Select(_ => double.NaN)];
        (double low, double high) = (x.Max() - 1, x.Max());
        for (int i = 0; i < 200; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = x.Sum(v => Math.Max(v - middle, 0)) > 1 ? (middle, high) : (low, middle);
        }

        return [.. x.Select(v => Math.Max(v - low, 0))];
    }

    static double LogSum(double[] values)
    {
        double max = values.DefaultIfEmpty(double.NegativeInfinity).Max();
        return max == double.NegativeInfinity ? max : max + Math.Log(values.Sum(v => Math.Exp(v - max)));
    }

    static double[] LogSoftened(double[] values)
    {
        double sum = LogSum(values);
        return [.. values.Select(v => v - sum)];
    }

    static double[] Softened(double[] values) => [.. LogSoftened(values).Select(Math.Exp)];

    /// <summary>Every slice along an axis replaced by a function of it.</summary>
    static Nd AlongAxis(Nd x, int axis, Func<double[], double[]> f)
    {
        if (x.Shape.Rank == 0)
            return new Nd(f(x.Values), []);
        int at = x.Shape.Axis(axis);
        Nd result = Nd.Zeros(x.Shape);
        foreach (long[] index in x.Indices().Where(i => i[at] == 0))
        {
            long[][] slice = [.. Enumerable.Range(0, (int)x.Shape[at]).Select(k => index.Select((v, i) => i == at ? k : v).ToArray())];
            double[] values = f([.. slice.Select(i => x[i])]);
            for (int k = 0; k < values.Length; k++)
                result[slice[k]] = values[k];
        }

        return result;
    }
}
