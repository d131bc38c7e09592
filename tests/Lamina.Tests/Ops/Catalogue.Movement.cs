using Lamina.TestKit;

namespace Lamina.Tests.Ops;

public static partial class Catalogue
{
    static IEnumerable<OpCase> Movement =>
    [
        OpCase.OfOne("copy", x => x.Clone(), x => x, [2, 3], [], [0, 2], [3, 1, 257], [5, 70]) with { HasSecondDerivative = true },
        OpCase.OfOne("reshape", x => x.Reshape(3, -1), x => new Nd(x.Values, [3, x.Shape.Count / 3]), [2, 3], [3, 2, 5], [3]) with { BadShapes = [[[2, 2]]] },
        OpCase.OfOne("permute", x => x.Permute(2, 0, 1), x => Gathered(x, [x.Shape[2], x.Shape[0], x.Shape[1]], i => [i[1], i[2], i[0]]), [2, 3, 4], [1, 5, 1], [3, 0, 2]),
        OpCase.OfOne("expand", x => x.Expand([4, 2, 3]), x => Gathered(x, [4, 2, 3], x.Clip), [2, 1], [1, 2, 3], [3]) with { BadShapes = [[[2, 2]]] },
        OpCase.OfOne("slice", x => x.Slice(1, 1, -1, 2), x => Gathered(x, [x.Shape[0], (x.Shape[1] - 1) / 2], i => [i[0], 1 + (2 * i[1])]), [2, 7], [3, 8], [1, 3]),
        OpCase.OfOne("slice_back", x => x.Slice(0, -1, null, -1), x => Gathered(x, x.Shape, i => [x.Shape[0] - 1 - i[0], i[1]]), [4, 3], [1, 2]),
    ];

    /// <summary>An array of a shape whose element at an index is the source's at another.</summary>
    static Nd Gathered(Nd source, Shape shape, Func<long[], long[]> from)
    {
        Nd result = Nd.Zeros(shape);
        foreach (long[] index in result.Indices())
            result[index] = source[from(index)];
        return result;
    }
}
