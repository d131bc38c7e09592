using Lamina.TestKit;

namespace Lamina.Tests.Ops;

public static partial class Catalogue
{
    static IEnumerable<OpCase> Arithmetic =>
    [
        OpCase.NumberBinary("add", (a, b) => a + b, (a, b) => a + b, 1, 9),
        OpCase.NumberBinary("subtract", (a, b) => a - b, (a, b) => a - b, -9, 9) with { DTypes = SignedNumbers },
        OpCase.NumberBinary("multiply", (a, b) => a * b, (a, b) => a * b, 1, 9),
        OpCase.Binary("divide", (a, b) => a / b, (a, b) => a / b, 0.5, 4),
        OpCase.NumberUnary("negate", x => -x, x => -x) with { DTypes = SignedNumbers },
        OpCase.NumberUnary("square", x => x.Square(), x => x * x),
        OpCase.Unary("exp", x => x.Exp(), Math.Exp),
        OpCase.Unary("relu", x => x.Relu(), x => double.IsNaN(x) ? x : Math.Max(x, 0)),
        OpCase.Unary("add_scalar", x => x + 2.5, x => x + 2.5),
        OpCase.Unary("scalar_divide", x => 2 / x, x => 2 / x, 0.5, 3),
    ];

    static DType[] SignedNumbers => [DType.Float32, DType.Float64, DType.Float16, DType.BFloat16, DType.Int64, DType.Int32, DType.Int16, DType.Int8];
}
