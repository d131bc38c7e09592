using Lamina.Ops;
using Lamina.TestKit;

namespace Lamina.Tests.Ops;

public static partial class Catalogue
{
    const long SparseRows = 5, SparseColumns = 4;

    // Rows, columns, values, the dense matrix.
    static IEnumerable<OpCase> Sparse =>
    [
        OpCase.General("sparse_matmul", x => SparseProduct.Run(SparseRows, x[0], x[1], x[2], x[3]), Multiplied, [[7], [7], [7], [SparseColumns, 3]], [[1], [1], [1], [SparseColumns, 1]], [[0], [0], [0], [SparseColumns, 2]], [[300], [300], [300], [SparseColumns, 77]], [[40], [40], [40], [SparseColumns, 0]]) with
        {
            Fixed = new() { [0] = DType.Int64, [1] = DType.Int64 },
            Ranges = [(0, SparseRows - 1e-9), (0, SparseColumns - 1e-9), (-3, 3)],
            HasSecondDerivative = true,
            BadShapes = [[[7], [7], [6], [SparseColumns, 3]], [[7], [7], [7], [SparseColumns]], [[7, 1], [7, 1], [7, 1], [SparseColumns, 3]]],
        },
    ];

    static Nd Multiplied(Nd[] x)
    {
        Nd y = Nd.Zeros([SparseRows, x[3].Shape[1]]);
        for (int entry = 0; entry < x[0].Values.Length; entry++)
        {
            for (long k = 0; k < x[3].Shape[1]; k++)
                y[[(long)x[0].Values[entry], k]] += x[2].Values[entry] * x[3][[(long)x[1].Values[entry], k]];
        }

        return y;
    }
}
