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
        Given("eye", () => Tensor.Eye(3, 5), () => Corner(Nd.Zeros([3, 5]), (i, j) => i == j)),
        Given("arange", () => Tensor.Arange(-2, 3, 0.25), () => new Nd([.. Enumerable.Range(0, 20).Select(i => -2 + (0.25 * i))], [20])),
        Given("arange_integers", () => Tensor.Arange(5, -600, -2), () => new Nd([.. Enumerable.Range(0, 303).Select(i => 5.0 - (2 * i))], [303])),
        Given("linspace", () => Tensor.Linspace(-1, 2, 301, DType.Float64), () => new Nd([.. Enumerable.Range(0, 301).Select(i => -1 + (0.01 * i))], [301])),
        Given("logspace", () => Tensor.Logspace(0, 3, 7, 2, DType.Float64), () => new Nd([.. Enumerable.Range(0, 7).Select(i => Math.Pow(2, i / 2.0))], [7])),
    ];

    /// <summary>An op without an input that has a gradient.</summary>
    static OpCase Given(string name, Func<Tensor> run, Func<Nd> reference) =>
        OpCase.General(name, _ => run(), _ => reference()) with { Shapes = [[]], DTypes = [DType.Float32], IsDifferentiable = false };

    static Nd Corner(Nd x, Func<long, long, bool> inside)
    {
        Nd result = Nd.Zeros(x.Shape);
        foreach (long[] index in result.Indices())
            result[index] = inside(index[^2], index[^1]) ? 1 : 0;
        return result;
    }
}
