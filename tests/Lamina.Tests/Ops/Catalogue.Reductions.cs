using Lamina.TestKit;

namespace Lamina.Tests.Ops;

public static partial class Catalogue
{
    static IEnumerable<OpCase> Reductions =>
    [
        OpCase.OfOne("sum", x => x.Sum(), x => Nd.Reduce(x, [], false, g => g.Sum()), [2, 3], [], [0], [1009], [70, 1000], [3, 5, 7]) with { HasSecondDerivative = true, Ranges = [(0, 1)] },
        OpCase.OfOne("sum_last", x => x.Sum(-1), x => Nd.Reduce(x, [-1], false, g => g.Sum()), [2, 3], [5, 0], [3, 257], [2, 3, 4], [2, 70000]) with { Ranges = [(0, 1)] },
        OpCase.OfOne("sum_first", x => x.Sum([0], keepDims: true), x => Nd.Reduce(x, [0], true, g => g.Sum()), [2, 3], [0, 5], [257, 3], [2, 3, 4], [1200, 17], [300, 300]),
        OpCase.OfOne("sum_outer", x => x.Sum(0, 2), x => Nd.Reduce(x, [0, 2], false, g => g.Sum()), [2, 3, 4], [7, 3, 33]),
        OpCase.OfOne("sum_middle", x => x.Sum(1), x => Nd.Reduce(x, [1], false, g => g.Sum()), [2, 3, 4], [7, 33, 5]),
        OpCase.OfOne("mean", x => x.Mean(1), x => Nd.Reduce(x, [1], false, g => g.Average()), [2, 3], [4, 65]),
    ];
}
