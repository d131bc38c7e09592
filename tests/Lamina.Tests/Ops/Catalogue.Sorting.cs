using Lamina.TestKit;

namespace Lamina.Tests.Ops;

public static partial class Catalogue
{
    static IEnumerable<OpCase> Sorting =>
    [
        OpCase.OfOne("unique", x => x.Unique().Values, x => new Nd([.. x.Values.Distinct().Order()], [x.Values.Distinct().Count()]), [2, 3], [0], [300]) with { DTypes = [DType.Float32, DType.Float64, DType.Int64, DType.UInt8], IsDifferentiable = false },
        OpCase.OfOne("sort", x => x.Sort().Values, x => Ordered(x, -1, false, (v, _) => v), [2, 5], [1], [3, 0], [4, 300]) with { DTypes = EveryDType, HasSecondDerivative = true },
        OpCase.OfOne("sort_first", x => x.Sort(0, descending: true).Values, x => Ordered(x, 0, true, (v, _) => v), [5, 2], [70, 3, 2]) with { DTypes = EveryDType },
        OpCase.OfOne("argsort", x => x.ArgSort(), x => Ordered(x, -1, false, (_, i) => i), [2, 5], [4, 300]) with { DTypes = EveryDType, IsDifferentiable = false },
        OpCase.OfOne("argsort_descending", x => x.ArgSort(0, descending: true), x => Ordered(x, 0, true, (_, i) => i), [5, 2], [300]) with { DTypes = EveryDType, IsDifferentiable = false },
        OpCase.OfOne("topk", x => x.TopK(2).Values, x => Ordered(x, -1, true, (v, _) => v, 2), [2, 5], [3, 2], [2, 300], [2, 3, 70]) with { DTypes = EveryDType, HasSecondDerivative = true, BadShapes = [[[3, 1]]] },
        OpCase.OfOne("topk_places", x => x.TopK(2, 0, largest: false).Indices, x => Ordered(x, 0, false, (_, i) => i, 2), [5, 2], [300, 2]) with { DTypes = EveryDType, IsDifferentiable = false },
        OpCase.OfOne("median", x => x.Median(1).Values, x => Nd.Reduce(x, [1], false, g => g.Order().ElementAt((g.Length - 1) / 2)), [2, 5], [3, 4], [2, 1, 3]) with { DTypes = EveryDType, BadShapes = [[[2, 0]]] },
        OpCase.General("searchsorted", x => x[0].Sort().Values.SearchSorted(x[1]), x => Nd.Map(x[1], v => x[0].Values.Count(s => s < v)), [[5], [2, 3]], [[1], [4]], [[0], [3]], [[300], [300]]) with { DTypes = EveryDType, IsDifferentiable = false, BadShapes = [] },
        OpCase.OfOne("unique_inverse", x => x.Unique().Inverse, x => Nd.Map(x, v => x.Values.Distinct().Count(other => other < v)), [2, 5], [30]) with { DTypes = EveryDType, IsDifferentiable = false },
    ];

    /// <summary>Each line along an axis in stable order; <paramref name="pick"/> gets the value and its place.</summary>
    static Nd Ordered(Nd x, int axis, bool descending, Func<double, int, double> pick, long? count = null)
    {
        int at = x.Shape.Axis(axis);
        Nd result = Nd.Zeros(x.Shape.With(at, count ?? x.Shape[at]));
        foreach (long[] index in result.Indices())
        {
            if (index[at] != 0)
                continue;
            long[] Along(long k) => [.. index[..at], k, .. index[(at + 1)..]];
            IEnumerable<(double Value, int Place)> line = Enumerable.Range(0, (int)x.Shape[at]).Select(k => (x[Along(k)], k));
            (double Value, int Place)[] sorted = [.. descending ? line.OrderByDescending(e => e.Value) : line.OrderBy(e => e.Value)];
            for (int k = 0; k < result.Shape[at]; k++)
                result[Along(k)] = pick(sorted[k].Value, sorted[k].Place);
        }

        return result;
    }
}
