using Lamina.TestKit;

namespace Lamina.Tests.Ops;

public static partial class Catalogue
{
    static IEnumerable<OpCase> Sources =>
    [
        OpCase.OfOne("tril", x => x.Tril(-1), x => Nd.Zip(x, Corner(x, (i, j) => j <= i - 1), (a, b) => a * b), [4, 5], [2, 3, 3], [5, 2], [0, 3]) with { DTypes = EveryDType, HasSecondDerivative = true, BadShapes = [[[3]]] },
        OpCase.OfOne("triu", x => x.Triu(1), x => Nd.Zip(x, Corner(x, (i, j) => j >= i + 1), (a, b) => a * b), [4, 5], [2, 3, 3], [5, 2]) with { DTypes = EveryDType },
        OpCase.OfOne("one_hot", x => x.OneHot(5), x => Gathered(new Nd([0, 1], [2]), [.. x.Shape, 5], i => [x[i[..^1]] == i[^1] ? 1 : 0]), [2, 3], [], [0], [40]) with
        { DTypes = [DType.Int64, DType.Int32, DType.UInt8], Ranges = [(0, 5 - 1e-9)], IsDifferentiable = false },
        OpCase.OfOne("eye", x => x * Tensor.Eye(x.Shape[0], x.Shape[1], x.DType), x => Nd.Zip(x, Corner(x, (i, j) => i == j), (a, b) => a * b), [2, 3], [4, 4], [5, 2], [0, 3]),
        OpCase.OfOne("linspace", x => x + Tensor.Linspace(-1, 2, x.Count, x.DType), x => Nd.Zip(x, new Nd([.. Enumerable.Range(0, (int)x.Shape[0]).Select(i => x.Shape[0] == 1 ? -1 : -1 + (3.0 * i / (x.Shape[0] - 1)))], x.Shape), (a, b) => a + b), [4], [1], [0], [257]) with { DTypes = Wide },
        OpCase.OfOne("random_dropout", x => x.Dropout(0.5, new Generator(1)), x => Nd.Zip(x, Nd.Of(Tensor.Ones(x.Shape).Dropout(0.5, new Generator(1))), (a, b) => a * b), [2, 3], [5, 300], [2, 3, 4, 5]) with { HasSecondDerivative = true },
    ];

    static Nd Corner(Nd x, Func<long, long, bool> inside)
    {
        Nd result = Nd.Zeros(x.Shape);
        foreach (long[] index in result.Indices())
            result[index] = inside(index[^2], index[^1]) ? 1 : 0;
        return result;
    }
}
