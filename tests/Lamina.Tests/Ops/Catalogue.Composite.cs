using Lamina.TestKit;

namespace Lamina.Tests.Ops;

public static partial class Catalogue
{
    static IEnumerable<OpCase> Composite =>
    [
        OpCase.OfOne("variance", x => x.Variance(), x => Nd.Reduce(x, [], false, g => Spread(g, 1)), [2, 3], [5, 7], [1009]) with { Cancels = true, HasSecondDerivative = true },
        OpCase.OfOne("variance_axis", x => x.Variance([-1], keepDims: true, correction: 0), x => Nd.Reduce(x, [-1], true, g => Spread(g, 0)), [2, 3], [3, 257]) with { Cancels = true },
        OpCase.OfOne("standard_deviation", x => x.StandardDeviation(0), x => Nd.Reduce(x, [0], false, g => Math.Sqrt(Spread(g, 1))), [3, 2], [33, 4]) with { Cancels = true, HasSecondDerivative = true },
        OpCase.OfOne("variance_large", x => x.Variance(0), x => Nd.Reduce(x, [0], false, g => Spread(g, 1)), [4, 3], [700, 3]) with { Cancels = true, Ranges = [(200, 400)], Slack = 8 },
        OpCase.OfOne("standard_deviation_large", x => x.StandardDeviation(), x => Nd.Reduce(x, [], false, g => Math.Sqrt(Spread(g, 1))), [3, 4], [5000]) with { Cancels = true, Ranges = [(-2000, 2000)], Slack = 8 },
        Normed("norm_2", 2) with { HasSecondDerivative = true },
        Normed("norm_1", 1),
        Normed("norm_0", 0) with { IsDifferentiable = false },
        Normed("norm_3", 3),
        Normed("norm_1.5", 1.5),
        Normed("norm_half", 0.5) with { DTypes = Wide },
        Normed("norm_infinity", double.PositiveInfinity),
        Normed("norm_minus_infinity", double.NegativeInfinity),
        OpCase.OfOne("norm_all", x => x.Norm(), x => Nd.Reduce(x, [], false, g => Length(g, 2)), [2, 3], [], [1009]),
        OpCase.OfOne("normalize", x => x.Normalize(), x => Nd.Zip(x, Nd.Reduce(x, [1], true, g => Length(g, 2)), (a, n) => a / n), [2, 3], [4, 65]) with { HasSecondDerivative = true },
        OpCase.General("dot", x => x[0].Dot(x[1]), x => MatMul(new Nd(x[0].Values, [1, x[0].Shape[0]]), new Nd(x[1].Values, [x[1].Shape[0], 1])) is var p ? new Nd(p.Values, []) : p, [[3], [3]], [[257], [257]]) with { BadShapes = [[[3], [4]], [[2, 2], [2, 2]]] },
        OpCase.General("outer", x => x[0].Outer(x[1]), x => Nd.Zip(new Nd(x[0].Values, [x[0].Shape[0], 1]), x[1], (a, b) => a * b), [[2], [3]], [[33], [17]]) with { BadShapes = [[[3, 1], [3]]] },
        OpCase.General(
            "cosine_similarity",
            x => Tensor.CosineSimilarity(x[0], x[1]),
            x => Nd.Zip(
                Nd.Reduce(Nd.Zip(x[0], x[1], (a, b) => a * b), [1], false, g => g.Sum()),
                Nd.Zip(Nd.Reduce(Nd.Zip(x[0], x[1], (a, b) => a), [1], false, g => Length(g, 2)), Nd.Reduce(Nd.Zip(x[0], x[1], (a, b) => b), [1], false, g => Length(g, 2)), (p, q) => p * q),
                (d, n) => d / n),
            [[2, 3], [2, 3]],
            [[2, 33], [1, 33]]) with { HasSecondDerivative = true },
        OpCase.OfOne("glu", x => x.Glu(1), x => Gathered(x, [x.Shape[0], x.Shape[1] / 2], i => i) is var a ? Nd.Zip(a, Gathered(x, a.Shape, i => [i[0], i[1] + a.Shape[1]]), (v, g) => v / (1 + Math.Exp(-g))) : a, [2, 4], [3, 34]) with { DTypes = Wide, BadShapes = [[[2, 3]]] },
        Summed("ij,jk->ik", [2, 3], [3, 4]),
        Summed("ij,jk", [2, 3], [3, 4]),
        Summed("bij,bjk->bki", [2, 2, 3], [2, 3, 4]),
        Summed("ii", [3, 3]),
        Summed("ii->i", [3, 3]),
        Summed("iji->j", [2, 3, 2]),
        Summed("ij->ji", [2, 3]),
        Summed("ij->", [2, 3]),
        Summed("ij->j", [2, 3]),
        Summed("i,j->ij", [2], [3]),
        Summed("i,i->", [5], [5]),
        Summed("i,i->i", [5], [5]),
        Summed("...ij,...jk->...ik", [2, 2, 3], [3, 2]),
        Summed("...ij,...kj->...ki", [2, 1, 2, 3], [4, 2, 3]),
        Summed("...i,...i", [2, 3], [2, 3]),
        Summed("b...->b", [2, 3, 2]),
        Summed("bhqd,bhkd->bhqk", [2, 2, 3, 4], [2, 2, 5, 4]),
        Summed("bn,anm,bm->ba", [2, 3], [4, 3, 2], [2, 2]),
        Summed("ij,kj,jl->ikl", [2, 3], [2, 3], [3, 2]),
        Summed("i,ij->j", [1], [3, 2]),
        Summed("a,b,c->cab", [2], [3], [2]),
    ];

    static OpCase Normed(string name, double p) =>
        OpCase.OfOne(name, x => x.Norm(p, [1]), x => Nd.Reduce(x, [1], false, g => Length(g, p)), [2, 3], [2, 3, 4], [3, 257]) with { Slack = 2 };

    static OpCase Summed(string equation, params Shape[] shapes) =>
        OpCase.General("einsum " + equation, x => Tensor.Einsum(equation, x), x => EinsumReference.Compute(equation, x), shapes) with { DTypes = Wide, HasSecondDerivative = shapes.Length == 2 };

    static double Spread(double[] values, int correction) => values.Sum(v => Math.Pow(v - values.Average(), 2)) / (values.Length - correction);

    static double Length(double[] values, double p) => p switch
    {
        0 => values.Count(v => v != 0),
        double.PositiveInfinity => values.Max(Math.Abs),
        double.NegativeInfinity => values.Min(Math.Abs),
        _ => Math.Pow(values.Sum(v => Math.Pow(Math.Abs(v), p)), 1 / p),
    };
}
