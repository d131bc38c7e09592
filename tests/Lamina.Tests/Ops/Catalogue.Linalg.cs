using Lamina.TestKit;

namespace Lamina.Tests.Ops;

public static partial class Catalogue
{
    static IEnumerable<OpCase> Linalg =>
    [
        OpCase.General(
            "matmul",
            x => x[0].MatMul(x[1]),
            x => MatMul(x[0], x[1]),
            [[2, 3], [3, 4]],
            [[2, 2, 3], [3, 2]],
            [[2, 1, 2, 3], [3, 3, 2]],
            [[1, 1], [1, 1]],
            [[0, 3], [3, 2]],
            [[3, 0], [0, 2]],
            [[17, 65], [65, 49]],
            [[100, 70], [70, 130]]) with
        { HasSecondDerivative = true, BadShapes = [[[2, 3], [4, 2]], [[2, 2, 3], [3, 3, 2]]] },
    ];

    static Nd MatMul(Nd a, Nd b)
    {
        Shape batch = Shape.Broadcast(a.Shape[..^2], b.Shape[..^2])!.Value;
        Nd result = Nd.Zeros([.. batch, a.Shape[^2], b.Shape[^1]]);
        foreach (long[] index in result.Indices())
        {
            double sum = 0;
            for (long k = 0; k < a.Shape[^1]; k++)
                sum += a[a.Clip([.. index[..^1], k])] * b[b.Clip([.. index[..^2], k, index[^1]])];
            result[index] = sum;
        }

        return result;
    }
}
