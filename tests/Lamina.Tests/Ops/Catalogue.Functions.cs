using Lamina.TestKit;

namespace Lamina.Tests.Ops;

public static partial class Catalogue
{
    static DType[] Wholes => [DType.Int64, DType.Int32];

    static IEnumerable<OpCase> Functions =>
    [
        OpCase.Unary("asinh", x => x.Asinh(), Math.Asinh),
        OpCase.Unary("acosh", x => x.Acosh(), Math.Acosh, 1.1, 4),
        OpCase.Unary("atanh", x => x.Atanh(), Math.Atanh, -0.9, 0.9),
        OpCase.Unary("sinc", x => x.Sinc(), x => x == 0 ? 1 : double.SinPi(x) / (Math.PI * x), 0.1, 3) with { Slack = 2 },
        OpCase.Binary("copysign", (a, b) => a.CopySign(b), (a, b) => double.IsNaN(a) ? a : Math.CopySign(a, b)) with { Fixed = new() { [1] = DType.Float64 }, Specials = [double.PositiveInfinity, double.NegativeInfinity, -0.0, 0.0, 1.0, -1.0] },
        OpCase.Binary("logaddexp", Tensor.LogAddExp, (a, b) => double.IsNaN(a) || double.IsNaN(b) ? double.NaN : double.IsInfinity(Math.Max(a, b)) ? Math.Max(a, b) : Math.Max(a, b) + Math.Log(1 + Math.Exp(-Math.Abs(a - b)))) with { Terms = 1 },
        OpCase.Binary("shift_left", (a, b) => a << b, (a, b) => b < 0 ? 0 : a * Math.Pow(2, b), 0, 5) with { DTypes = Wholes, IsDifferentiable = false },
        OpCase.Binary("shift_right", (a, b) => a >> b, (a, b) => Math.Floor(a / Math.Pow(2, b)), 0, 5) with { DTypes = [.. Wholes, DType.UInt8], IsDifferentiable = false },
        OpCase.Unary("erfinv", x => x.Erfinv(), Unerf, -0.9, 0.9) with { Specials = [double.NaN, 2, -0.5, 0, 0.75], Slack = 2 },
        OpCase.Unary("lgamma", x => x.Lgamma(), x => LogFactorial(x), 0.2, 5) with { Specials = [double.NaN, 1, 2, 0.5, 30], Slack = 4, Terms = 1 },
        OpCase.Unary("digamma", x => x.Digamma(), x => Harmonic(x), 0.2, 5) with { Specials = [double.NaN, 1, 2, 0.5, 30], Slack = 4, Terms = 1 },
        OpCase.Unary("polygamma", x => x.Polygamma(2), x => double.IsNaN(x) ? x : -2 * Tail(x, 3), 0.4, 5) with { Specials = [double.NaN, 1, 2, 0.5, 30], Slack = 4 },
        OpCase.OfOne("cummax", x => x.CumMax(1).Values, x => AlongAxis(x, 1, g => [.. g.Select((_, i) => g[..(i + 1)].Max())]), [2, 5], [3, 1, 2], [2, 700], [2, 0]) with { DTypes = EveryDType, HasSecondDerivative = true },
        OpCase.OfOne("cummin", x => x.CumMin(0).Values, x => AlongAxis(x, 0, g => [.. g.Select((_, i) => g[..(i + 1)].Min())]), [5, 2], [300]) with { DTypes = EveryDType },
        OpCase.OfOne("cummax_places", x => x.CumMax(-1).Indices, x => AlongAxis(x, -1, g => [.. g.Select((_, i) => (double)Array.LastIndexOf(g, g[..(i + 1)].Max(), i))]), [2, 5], [300]) with { DTypes = EveryDType, IsDifferentiable = false },
        OpCase.OfOne("mode", x => x.Mode(1).Values, x => Nd.Reduce(x, [1], false, g => g.GroupBy(v => v).OrderByDescending(v => v.Count()).ThenBy(v => v.Key).First().Key), [2, 5], [2, 4, 3], [2, 300]) with { DTypes = EveryDType, HasSecondDerivative = true, BadShapes = [[[2, 0]]] },
        OpCase.OfOne("mode_place", x => x.Mode(0, keepDims: true).Indices, x => Nd.Reduce(x, [0], true, g => Array.LastIndexOf(g, g.GroupBy(v => v).OrderByDescending(v => v.Count()).ThenBy(v => v.Key).First().Key)), [5, 2], [30]) with { DTypes = EveryDType, IsDifferentiable = false },
        OpCase.OfOne("kthvalue", x => x.KthValue(2, 0).Values, x => Nd.Reduce(x, [0], false, g => g.Order().ElementAt(1)), [5, 2], [2, 3]) with { DTypes = EveryDType, HasSecondDerivative = true, BadShapes = [[[1, 3]]] },
        OpCase.OfOne("quantile", x => x.Quantile(0.3, 1), x => Nd.Reduce(x, [1], false, g => Between(g, 0.3)), [2, 5], [3, 1, 2], [2, 30]) with { HasSecondDerivative = true, BadShapes = [[[2, 0]]] },
        OpCase.OfOne("quantile_all", x => x.Quantile(0.75, keepDims: true), x => Nd.Reduce(x, [], true, g => Between(g, 0.75)), [2, 5], [7]),
        OpCase.OfOne("quantile_lower", x => x.Quantile(0.3, 0, interpolation: QuantileInterpolation.Lower), x => Nd.Reduce(x, [0], false, g => g.Order().ElementAt((int)Math.Floor(0.3 * (g.Length - 1)))), [5, 2]),
        OpCase.OfOne("quantile_higher", x => x.Quantile(0.3, 0, true, QuantileInterpolation.Higher), x => Nd.Reduce(x, [0], true, g => g.Order().ElementAt((int)Math.Ceiling(0.3 * (g.Length - 1)))), [5, 2]),
        OpCase.OfOne("quantile_midpoint", x => x.Quantile(0.3, 0, interpolation: QuantileInterpolation.Midpoint), x => Nd.Reduce(x, [0], false, g => (g.Order().ElementAt(1) + g.Order().ElementAt(2)) / 2), [5, 2]),
        OpCase.OfOne("quantile_nearest", x => x.Quantile(0.4, 0, interpolation: QuantileInterpolation.Nearest), x => Nd.Reduce(x, [0], false, g => g.Order().ElementAt(2)), [5, 2]),
        OpCase.OfOne("diff", x => x.Diff(2, 1), x => Gathered(x, [x.Shape[0], x.Shape[1] - 2], i => i) is var a ? Zipped(a, (i, v) => v - (2 * x[i[0], i[1] + 1]) + x[i[0], i[1] + 2]) : x, [2, 5], [3, 2]) with { DTypes = Wide, HasSecondDerivative = true },
        OpCase.OfOne("rot90", x => x.Rot90(), x => Gathered(x, [x.Shape[1], x.Shape[0]], i => [i[1], x.Shape[1] - 1 - i[0]]), [2, 3]) with { DTypes = EveryDType },
        OpCase.OfOne("rot90_back", x => x.Rot90(3).Rot90(2), x => Gathered(x, [x.Shape[1], x.Shape[0]], i => [i[1], x.Shape[1] - 1 - i[0]]), [2, 3]) with { DTypes = EveryDType },
        OpCase.General("cartesian_product", x => Tensor.CartesianProduct(x[0], x[1]), x => Gathered(x[0], [x[0].Shape[0] * x[1].Shape[0], 2], i => [i[0] / x[1].Shape[0]]) is var a ? Zipped(a, (i, v) => i[1] == 0 ? v : x[1].Values[i[0] % x[1].Shape[0]]) : a, [[2], [3]], [[1], [4]]) with { DTypes = EveryDType },
        OpCase.OfOne("nansum", x => x.MaskedFill(x.Greater(1), double.NaN).NanSum(1), x => Nd.Reduce(x, [1], false, g => g.Where(v => v <= 1).Sum()), [2, 5], [3, 30]),
        OpCase.OfOne("nanmean", x => (x.MaskedFill(x.Greater(2), double.NaN)).NanMean([1], keepDims: true), x => Nd.Reduce(x, [1], true, g => g.Any(v => v <= 2) ? g.Where(v => v <= 2).Average() : double.NaN), [2, 9], [3, 30]) with { DTypes = Wide },
        OpCase.General("isclose", x => x[0].IsClose(x[1], 0.3, 0.1), x => Nd.Zip(x[0], x[1], (a, b) => Math.Abs(a - b) <= 0.1 + (0.3 * Math.Abs(b)) ? 1 : 0), [[3, 5], [3, 5]], [[40], [1]]) with { DTypes = Wide, IsDifferentiable = false },
        Distant("cdist", x => x[0].Cdist(x[1]), d => Math.Sqrt(d.Sum(v => v * v)), [[3, 4], [2, 4]], [[2, 3, 5], [1, 2, 5]]) with { HasSecondDerivative = true, BadShapes = [[[3, 4], [2, 3]]] },
        Distant("cdist_product", x => x[0].Cdist(x[1], byProduct: true), d => Math.Sqrt(d.Sum(v => v * v)), [[3, 4], [2, 4]], [[30, 5], [40, 5]]) with { HasSecondDerivative = true, Slack = 8 },
        Distant("cdist_1", x => x[0].Cdist(x[1], 1), d => d.Sum(Math.Abs), [[3, 4], [2, 4]]),
        Distant("cdist_infinity", x => x[0].Cdist(x[1], double.PositiveInfinity), d => d.Max(Math.Abs), [[3, 4], [2, 4]]),
        Distant("cdist_3", x => x[0].Cdist(x[1], 3), d => Math.Cbrt(d.Sum(v => Math.Abs(v * v * v))), [[3, 4], [2, 4]]),
        OpCase.OfOne("bincount", x => x.Bincount(minLength: 3), x => new Nd([.. Enumerable.Range(0, (int)Math.Max(3, x.Values.DefaultIfEmpty(-1).Max() + 1)).Select(i => (double)x.Values.Count(v => v == i))], [(long)Math.Max(3, x.Values.DefaultIfEmpty(-1).Max() + 1)]), [2, 5], [300], [0]) with { DTypes = [DType.Int64, DType.UInt8], Ranges = [(0, 9)], IsDifferentiable = false },
        OpCase.General("bincount_weights", x => x[1].Bincount(x[0], 5), x => new Nd([.. Enumerable.Range(0, 5).Select(i => x[0].Values.Where((_, k) => x[1].Values[k] == i).Sum())], [5]), [[6], [6]], [[2, 30], [2, 30]]) with { DTypes = Wide, Fixed = new() { [1] = DType.Int64 }, Ranges = [(-3, 3), (0, 5 - 1e-9)], Called = "Bincount", BadShapes = [[[6], [6, 2]]] },
        OpCase.OfOne("histogram", x => x.Histogram(4, -2, 2).Counts, x => new Nd([.. Enumerable.Range(0, 4).Select(b => (double)x.Values.Count(v => v >= b - 2 && (v < b - 1 || (b == 3 && v == 2))))], [4]), [2, 5], [300], [0]) with { DTypes = Wide, IsDifferentiable = false },
        OpCase.OfOne("histogram_density", x => x.Histogram(Tensor.From(-3.0, 0, 1, 3).To(x.DType), density: true).Counts, x => new Nd([.. ((double[])[-3, 0, 1]).Select((low, b) => x.Values.Count(v => v >= low && v < new double[] { 0, 1, 3.01 }[b]) / (double)x.Values.Length / new double[] { 3, 1, 2 }[b])], [3]), [2, 5], [300]) with { DTypes = Wide, IsDifferentiable = false },
        OpCase.General("bucketize", x => x[0].Bucketize(x[1].Sort().Values, right: true), x => Nd.Map(x[0], v => x[1].Values.Count(s => s <= v)), [[2, 5], [3]]) with { DTypes = EveryDType, IsDifferentiable = false, Called = "searchsorted", BadShapes = [] },
        OpCase.General("searchsorted_lines", x => x[0].Sort().Values.SearchSorted(x[1]), x => Zipped(x[1], (i, v) => Enumerable.Range(0, (int)x[0].Shape[1]).Count(k => x[0][i[0], k] < v)), [[3, 5], [3, 4]], [[2, 300], [2, 300]]) with { DTypes = EveryDType, IsDifferentiable = false, Called = "searchsorted", BadShapes = [[[3, 5], [2, 5]]] },
    ];

    static OpCase Distant(string name, Func<Tensor[], Tensor> run, Func<double[], double> length, params Shape[][] shapes) =>
        OpCase.General(
            name,
            run,
            x =>
            {
                Shape batch = Shape.Broadcast(x[0].Shape[..^2], x[1].Shape[..^2])!.Value;
                Nd result = Nd.Zeros([.. batch, x[0].Shape[^2], x[1].Shape[^2]]);
                foreach (long[] i in result.Indices())
                    result[i] = length([.. Enumerable.Range(0, (int)x[0].Shape[^1]).Select(k => x[0][x[0].Clip([.. i[..^2], i[^2], k])] - x[1][x[1].Clip([.. i[..^2], i[^1], k])])]);
                return result;
            },
            shapes) with
        { DTypes = Wide };

    static double Between(double[] values, double q)
    {
        double[] sorted = [.. values.Order()];
        double place = q * (sorted.Length - 1);
        int below = (int)Math.Floor(place), above = (int)Math.Ceiling(place);
        return sorted[below] + ((sorted[above] - sorted[below]) * (place - below));
    }

    // By halving, on the series of the error function.
    static double Unerf(double y)
    {
        if (!(Math.Abs(y) < 1))
            return double.NaN;
        double low = -3, high = 3;
        for (int step = 0; step < 80; step++)
        {
            double middle = (low + high) / 2, term = middle, sum = middle;
            for (int k = 1; k < 120; k++)
            {
                term *= -middle * middle / k;
                sum += term / ((2 * k) + 1);
            }

            (low, high) = sum * 2 / Math.Sqrt(Math.PI) < y ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }

    // Stirling's series far out, and the recurrence back.
    static double LogFactorial(double x)
    {
        double product = 1;
        for (; x < 15; x++)
            product *= x;
        double square = x * x, series = (1 / 12.0) - ((1 / 360.0) - ((1 / 1260.0) - ((1 / 1680.0) - ((1 / 1188.0) - (691 / 360360.0 / square)) / square) / square) / square) / square;
        return ((x - 0.5) * Math.Log(x)) - x + (0.5 * Math.Log(2 * Math.PI)) + (series / x) - Math.Log(product);
    }

    static double Harmonic(double x)
    {
        double sum = 0;
        for (; x < 200; x++)
            sum += 1 / x;
        return Math.Log(x) - (0.5 / x) - (1 / (12 * x * x)) + (1 / (120 * Math.Pow(x, 4))) - (1 / (252 * Math.Pow(x, 6))) - sum;
    }

    // Σ 1/(x + k)ˢ: the first thousand terms, and the integral with its first corrections behind.
    static double Tail(double x, int s)
    {
        double sum = 0;
        for (int k = 0; k < 1000; k++, x++)
            sum += Math.Pow(x, -s);
        return sum + (Math.Pow(x, 1 - s) / (s - 1)) + (0.5 * Math.Pow(x, -s)) + (s / 12.0 * Math.Pow(x, -s - 1));
    }
}
