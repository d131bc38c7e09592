using Lamina.TestKit;

namespace Lamina.Tests.Ops;

public static partial class Catalogue
{
    static DType[] EveryNumber => [.. EveryDType.Where(d => d != DType.Bool)];

    static IEnumerable<OpCase> Reductions =>
    [
        OpCase.OfOne("sum", x => x.Sum(), x => Nd.Reduce(x, [], false, g => g.Sum()), [2, 3], [], [0], [1009], [70, 1000], [3, 5, 7]) with { HasSecondDerivative = true, Ranges = [(0, 1)] },
        OpCase.OfOne("sum_last", x => x.Sum(-1), x => Nd.Reduce(x, [-1], false, g => g.Sum()), [2, 3], [5, 0], [3, 257], [2, 3, 4], [2, 70000]) with { Ranges = [(0, 1)] },
        OpCase.OfOne("sum_first", x => x.Sum([0], keepDims: true), x => Nd.Reduce(x, [0], true, g => g.Sum()), [2, 3], [0, 5], [257, 3], [2, 3, 4], [1200, 17], [300, 300]),
        OpCase.OfOne("sum_outer", x => x.Sum(0, 2), x => Nd.Reduce(x, [0, 2], false, g => g.Sum()), [2, 3, 4], [7, 3, 33]),
        OpCase.OfOne("sum_middle", x => x.Sum(1), x => Nd.Reduce(x, [1], false, g => g.Sum()), [2, 3, 4], [7, 33, 5]),
        OpCase.OfOne("mean", x => x.Mean(1), x => Nd.Reduce(x, [1], false, g => g.Average()), [2, 3], [4, 65]),
        OpCase.OfOne("mean_large", x => x.Mean(), x => Nd.Reduce(x, [], false, g => g.Average()), [4, 65], [70, 1000]) with { DTypes = [DType.Float16, DType.BFloat16], IsDifferentiable = false, Ranges = [(200, 400)] },
        OpCase.OfOne("prod", x => x.Prod(), x => Nd.Reduce(x, [], false, Product), [2, 3], [], [0], [129]) with { HasSecondDerivative = true, Ranges = [(0.9, 1.1)] },
        OpCase.OfOne("prod_middle", x => x.Prod([1], keepDims: true), x => Nd.Reduce(x, [1], true, Product), [2, 3, 4], [1, 5, 1], [3, 0, 2]) with { DTypes = EveryDType },
        OpCase.OfOne("prod_outer", x => x.Prod(0, 2), x => Nd.Reduce(x, [0, 2], false, Product), [2, 3, 2], [3, 1, 3]) with { HasSecondDerivative = true },
        OpCase.OfOne("max", x => x.Max(), x => Nd.Reduce(x, [], false, g => g.Max()), [2, 3], [], [1009], [70, 1000]) with { DTypes = EveryDType, BadShapes = [[[0, 2]]] },
        OpCase.OfOne("min", x => x.Min(), x => Nd.Reduce(x, [], false, g => g.Min()), [2, 3], [], [1009]) with { DTypes = EveryDType, BadShapes = [[[0]]] },
        OpCase.OfOne("amax_last", x => x.Amax(-1), x => Nd.Reduce(x, [-1], false, g => g.Max()), [2, 3], [3, 257], [0, 4]) with { DTypes = EveryDType, HasSecondDerivative = true },
        OpCase.OfOne("amin_outer", x => x.Amin([0, 2], keepDims: true), x => Nd.Reduce(x, [0, 2], true, g => g.Min()), [2, 3, 4], [17, 3, 33]) with { Called = "min", DTypes = EveryDType, BadShapes = [[[0, 2, 3]]] },
        OpCase.OfOne("max_along", x => x.Max(1).Values, x => Nd.Reduce(x, [1], false, g => g.Max()), [2, 3, 4], [3, 257], [5, 1, 2], [0, 3]) with { Called = "Max", DTypes = EveryDType, HasSecondDerivative = true, BadShapes = [[[2, 0]]] },
        OpCase.OfOne("min_along", x => x.Min(-1, keepDims: true).Values, x => Nd.Reduce(x, [-1], true, g => g.Min()), [2, 3], [3, 257]) with { DTypes = EveryDType },
        OpCase.OfOne("argmax", x => x.ArgMax(1), x => Nd.Reduce(x, [1], false, g => Array.IndexOf(g, g.Max())), [2, 3, 4], [3, 1009], [5, 1]) with { DTypes = EveryDType, IsDifferentiable = false, BadShapes = [[[2, 0]]] },
        OpCase.OfOne("argmin", x => x.ArgMin(0, keepDims: true), x => Nd.Reduce(x, [0], true, g => Array.IndexOf(g, g.Min())), [2, 3, 4], [1009]) with { DTypes = EveryDType, IsDifferentiable = false },
        OpCase.OfOne("argmax_all", x => x.ArgMax(), x => Nd.Reduce(x, [], false, g => Array.IndexOf(g, g.Max())), [2, 3, 4], [3, 1009], []) with { Called = "ArgMax", DTypes = EveryDType, IsDifferentiable = false, BadShapes = [[[0, 3]]] },
        OpCase.OfOne("any", x => x.Any(1), x => Nd.Reduce(x, [1], false, g => g.Any(v => v != 0) ? 1 : 0), [2, 3], [50, 2], [4, 0]) with { DTypes = EveryDType, IsDifferentiable = false, Ranges = [(-1, 1)] },
        OpCase.OfOne("all", x => x.All(1), x => Nd.Reduce(x, [1], false, g => g.All(v => v != 0) ? 1 : 0), [2, 3], [50, 2], [4, 0]) with { DTypes = EveryDType, IsDifferentiable = false, Ranges = [(-1, 2)] },
        OpCase.OfOne("count_nonzero", x => x.CountNonZero(0), x => Nd.Reduce(x, [0], false, g => g.Count(v => v != 0)), [2, 3], [300, 2], [0, 4]) with { DTypes = EveryDType, IsDifferentiable = false, Ranges = [(-1, 1)] },
        OpCase.OfOne("cumsum", x => x.CumSum(1), x => Scanned(x, 1, false, 0, (s, v) => s + v), [2, 3, 4], [3, 600], [2, 5, 300], [2, 0]) with { DTypes = EveryDType, HasSecondDerivative = true },
        OpCase.OfOne("cumsum_reverse", x => x.CumSum(-1, reverse: true), x => Scanned(x, -1, true, 0, (s, v) => s + v), [2, 3], [3, 600], [1]) with { DTypes = EveryDType },
        OpCase.OfOne("cumprod", x => x.CumProd(1), x => Scanned(x, 1, false, 1, (s, v) => s * v), [2, 4], [2, 3, 2], [2, 0]) with { DTypes = EveryNumber, HasSecondDerivative = true },
        OpCase.OfOne("cumprod_reverse", x => x.CumProd(0, reverse: true), x => Scanned(x, 0, true, 1, (s, v) => s * v), [4], [3, 2]) with { HasSecondDerivative = true },
        OpCase.General("linear_scan", x => x[1].LinearScan(x[0], 1), x => Recurrence(x[0], x[1]), [[2, 4], [2, 4]], [[3, 300], [3, 300]], [[1, 5], [2, 5]]) with
        { HasSecondDerivative = true, Ranges = [(-1, 1)], BadShapes = [[[2, 3], [2, 4]]] },
    ];

    static double Product(double[] group) => group.Aggregate(1.0, (product, value) => product * value);

    static Nd Scanned(Nd x, int axis, bool reverse, double start, Func<double, double, double> step)
    {
        Nd result = Nd.Zeros(x.Shape);
        int at = x.Shape.Axis(axis);
        foreach (long[] index in result.Indices())
        {
            double sum = start;
            long size = x.Shape[at], own = index[at];
            for (long k = reverse ? size - 1 : 0; reverse ? k >= own : k <= own; k += reverse ? -1 : 1)
                sum = step(sum, x[[.. index[..at], k, .. index[(at + 1)..]]]);
            result[index] = sum;
        }

        return result;
    }

    static Nd Recurrence(Nd factors, Nd x)
    {
        Nd result = Nd.Zeros(x.Shape);
        foreach (long[] index in result.Indices())
        {
            double before = index[1] == 0 ? 0 : result[index[0], index[1] - 1];
            result[index] = (factors[factors.Clip(index)] * before) + x[index];
        }

        return result;
    }
}
