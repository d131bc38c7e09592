using Lamina.Ops;
using Lamina.TestKit;

namespace Lamina.Tests.Ops;

public static partial class Catalogue
{
    static IEnumerable<OpCase> Normalization =>
    [
        OpCase.General(
            "batch_normalization",
            x => Dispatch.Run(new BatchNormalization(1e-3), x[0].Contiguous(), x[1].Contiguous(), x[2].Contiguous()),
            x => ChannelMoments(x[0]).Normalized(x[1], x[2]),
            [[2, 3, 4], [3], [3]],
            [[5, 2], [2], [2]],
            [[2, 2, 3, 37], [2], [2]],
            [[3, 1, 257], [1], [1]]) with { DTypes = Wide, Slack = 8, HasSecondDerivative = true, BadShapes = [[[2, 3, 4], [4], [3]], [[3], [3], [3]]] },
        StatisticsCase("batch_normalization_mean", 1, x => ChannelMoments(x).Mean),
        StatisticsCase("batch_normalization_variance", 2, x => ChannelMoments(x).Variance),
        OpCase.General(
            "batch_normalization_gradient",
            x => Dispatch.RunAll(new BatchNormalizationGradient(1e-3), x[0].Contiguous(), x[1].Contiguous(), x[2].Contiguous(), x[3].Contiguous(), x[4].Square())[0],
            x => BatchGradient(x[0], x[1], x[2], x[3], x[4]),
            [[2, 3, 2, 2], [2, 3, 2, 2], [3], [3], [3]],
            [[3, 2, 37], [3, 2, 37], [2], [2], [2]],
            [[2, 1, 257], [2, 1, 257], [1], [1], [1]]) with { DTypes = Wide, IsDifferentiable = false, Slack = 8 },
        OpCase.General(
            "channel_affine",
            x => Dispatch.Run(new ChannelAffine(), x[0].Contiguous(), x[1].Contiguous(), x[2].Contiguous(), x[3].Contiguous()),
            x => ByChannel(x[0], (v, c) => ((v - x[1].Values[c]) * x[2].Values[c]) + x[3].Values[c]),
            [[2, 3, 4], [3], [3], [3]],
            [[3, 2], [2], [2], [2]],
            [[2, 2, 5, 67], [2], [2], [2]]) with { DTypes = Wide, HasSecondDerivative = true, BadShapes = [[[2, 3, 4], [3], [4], [3]]] },
        OpCase.General(
            "layer_normalization",
            x => Dispatch.Run(new LayerNormalization(1e-3), x[0].Contiguous(), x[1].Contiguous(), x[2].Contiguous()),
            x => RowMoments(x[0]).Normalized(x[1], x[2]),
            [[3, 5], [5], [5]],
            [[2, 1], [1], [1]],
            [[4, 37], [37], [37]],
            [[70, 257], [257], [257]]) with { DTypes = Wide, Slack = 8, HasSecondDerivative = true, BadShapes = [[[3, 5], [4], [5]], [[2, 3, 5], [5], [5]]] },
        OpCase.General(
            "rms_normalization",
            x => Dispatch.Run(new RmsNormalization(1e-3), x[0].Contiguous(), x[1].Contiguous()),
            x => RootMeanSquare(x[0], x[1]),
            [[3, 5], [5]],
            [[2, 1], [1]],
            [[4, 37], [37]],
            [[70, 257], [257]]) with { DTypes = Wide, Slack = 8, HasSecondDerivative = true, BadShapes = [[[3, 5], [4]], [[2, 3, 5], [5]]] },
        RmsGradientCase("rms_normalization_gradient", 0),
        RmsGradientCase("rms_normalization_gradient_of_scale", 1),
        LayerGradientCase("layer_normalization_gradient", 0),
        LayerGradientCase("layer_normalization_gradient_of_scale", 1),
    ];

    static OpCase RmsGradientCase(string name, int output) => OpCase.General(
        name,
        x => Dispatch.RunAll(new RmsNormalizationGradient(), x[0].Contiguous(), x[1].Contiguous(), x[2].Contiguous(), x[3].Contiguous())[output],
        x => RmsGradient(x[0], x[1], x[2], x[3])[output],
        [[3, 5], [3, 5], [5], [3]],
        [[4, 37], [4, 37], [37], [4]],
        [[70, 257], [70, 257], [257], [70]]) with
    { DTypes = Wide, IsDifferentiable = false, Slack = 8 };

    static Nd RootMeanSquare(Nd x, Nd weight)
    {
        Nd result = Nd.Zeros(x.Shape);
        for (long row = 0; row < x.Shape[0]; row++)
        {
            double squares = 0;
            for (long i = 0; i < x.Shape[1]; i++)
                squares += x[row, i] * x[row, i] / x.Shape[1];
            for (long i = 0; i < x.Shape[1]; i++)
                result[row, i] = x[row, i] / Math.Sqrt(squares + 1e-3) * weight[i];
        }

        return result;
    }

    // That of rows about a mean of 0, but for the mean of the gradient, which is not taken off.
    static Nd[] RmsGradient(Nd x, Nd g, Nd weight, Nd inverse)
    {
        Nd dx = Nd.Zeros(x.Shape), scale = Nd.Zeros(weight.Shape);
        for (long row = 0; row < x.Shape[0]; row++)
        {
            double along = 0;
            for (long i = 0; i < x.Shape[1]; i++)
            {
                along += g[row, i] * weight[i] * x[row, i] * inverse[row] / x.Shape[1];
                scale[i] += g[row, i] * x[row, i] * inverse[row];
            }

            for (long i = 0; i < x.Shape[1]; i++)
                dx[row, i] = inverse[row] * ((g[row, i] * weight[i]) - (x[row, i] * inverse[row] * along));
        }

        return [dx, scale];
    }

    static OpCase LayerGradientCase(string name, int output) => OpCase.General(
        name,
        x => Dispatch.RunAll(new LayerNormalizationGradient(), x[0].Contiguous(), x[1].Contiguous(), x[2].Contiguous(), x[3].Contiguous(), x[4].Contiguous())[output],
        x => RowGradient(x[0], x[1], x[2], x[3], x[4])[output],
        [[3, 5], [3, 5], [5], [3], [3]],
        [[4, 37], [4, 37], [37], [4], [4]],
        [[70, 257], [70, 257], [257], [70], [70]]) with
    { DTypes = Wide, IsDifferentiable = false, Slack = 8 };

    // The moments of rows are those of the channels of [1, rows, length].
    static LayerMoments RowMoments(Nd x)
    {
        Moments moments = ChannelMoments(new Nd(x.Values, [1, x.Shape[0], x.Shape[1]]));
        return new LayerMoments(x, moments.Mean, moments.Variance);
    }

    static Nd[] RowGradient(Nd x, Nd g, Nd weight, Nd mean, Nd inverse)
    {
        Nd dx = Nd.Zeros(x.Shape), scale = Nd.Zeros(weight.Shape);
        long length = x.Shape[1];
        for (long row = 0; row < x.Shape[0]; row++)
        {
            double Hat(long i) => (x[row, i] - mean[row]) * inverse[row];
            double sum = 0, products = 0;
            for (long i = 0; i < length; i++)
            {
                sum += g[row, i] * weight[i] / length;
                products += g[row, i] * weight[i] * Hat(i) / length;
                scale[i] += g[row, i] * Hat(i);
            }

            for (long i = 0; i < length; i++)
                dx[row, i] = inverse[row] * ((g[row, i] * weight[i]) - sum - (Hat(i) * products));
        }

        return [dx, scale];
    }

    sealed record LayerMoments(Nd X, Nd Mean, Nd Variance)
    {
        public Nd Normalized(Nd weight, Nd bias)
        {
            Nd result = Nd.Zeros(X.Shape);
            foreach (long[] at in X.Indices())
                result[at] = ((X[at] - Mean[at[0]]) / Math.Sqrt(Variance[at[0]] + 1e-3) * weight[at[1]]) + bias[at[1]];
            return result;
        }
    }

    static OpCase StatisticsCase(string name, int output, Func<Nd, Nd> reference) => OpCase.OfOne(
        name,
        x => Dispatch.RunAll(new BatchNormalization(1e-3), x.Contiguous(), Tensor.Ones([x.Shape[1]], x.DType), Tensor.Zeros([x.Shape[1]], x.DType))[output],
        reference,
        [2, 3, 4],
        [5, 2],
        [2, 2, 3, 37]) with
    { DTypes = Wide, Slack = 8, HasSecondDerivative = true };

    static Nd ByChannel(Nd x, Func<double, int, double> f)
    {
        Nd result = Nd.Zeros(x.Shape);
        foreach (long[] at in x.Indices())
            result[at] = f(x[at], (int)at[1]);
        return result;
    }

    static Moments ChannelMoments(Nd x)
    {
        int channels = (int)x.Shape[1];
        double[] sums = new double[channels], squares = new double[channels];
        double count = (double)x.Shape.Count / channels;
        _ = ByChannel(x, (v, c) => sums[c] += v / count);
        _ = ByChannel(x, (v, c) => squares[c] += (v - sums[c]) * (v - sums[c]) / count);
        return new Moments(x, new Nd(sums, [channels]), new Nd(squares, [channels]));
    }

    // d mean / dx and d variance / dx written out: the gradient of Σ g·y.
    static Nd BatchGradient(Nd x, Nd g, Nd weight, Nd mean, Nd root)
    {
        int channels = (int)x.Shape[1];
        double count = (double)x.Shape.Count / channels;
        double[] sums = new double[channels], products = new double[channels];
        double Inverse(int c) => 1 / Math.Sqrt((root.Values[c] * root.Values[c]) + 1e-3);
        foreach (long[] at in x.Indices())
        {
            int c = (int)at[1];
            sums[c] += g[at];
            products[c] += g[at] * (x[at] - mean.Values[c]) * Inverse(c);
        }

        Nd result = Nd.Zeros(x.Shape);
        foreach (long[] at in x.Indices())
        {
            int c = (int)at[1];
            double hat = (x[at] - mean.Values[c]) * Inverse(c);
            result[at] = weight.Values[c] * Inverse(c) * (g[at] - (sums[c] / count) - (hat * products[c] / count));
        }

        return result;
    }

    sealed record Moments(Nd X, Nd Mean, Nd Variance)
    {
        public Nd Normalized(Nd weight, Nd bias) =>
            ByChannel(X, (v, c) => ((v - Mean.Values[c]) / Math.Sqrt(Variance.Values[c] + 1e-3) * weight.Values[c]) + bias.Values[c]);
    }
}
