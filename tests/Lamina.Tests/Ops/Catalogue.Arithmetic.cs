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
        OpCase.Unary("add_scalar", x => x + 2.5, x => x + 2.5),
        OpCase.Unary("scalar_divide", x => 2 / x, x => 2 / x, 0.5, 3),
        InPlace("add_in_place", (a, b) => a.AddInPlace(b), (a, b) => a + b),
        InPlace("subtract_in_place", (a, b) => a.SubtractInPlace(b), (a, b) => a - b),
        InPlace("multiply_in_place", (a, b) => a.MultiplyInPlace(b), (a, b) => a * b) with { IsDifferentiable = false },
        InPlace("divide_in_place", (a, b) => a.DivideInPlace(b), (a, b) => a / b) with { IsDifferentiable = false },
        OpCase.Unary("multiply_in_place_scalar", x => x.Clone().MultiplyInPlace(2.5), x => x * 2.5),
        OpCase.Unary("divide_in_place_scalar", x => x.Clone().DivideInPlace(2.5), x => x / 2.5),
        InPlace("copy_from", (a, b) => a.CopyFrom(b), (a, b) => b) with { Called = "copy_into" },
        OpCase.Unary("fill_in_place", x => x.Clone().FillInPlace(2), x => 2) with { DTypes = [.. Everything.Where(d => d != DType.Bool)], IsDifferentiable = false },
        OpCase.Unary("zero_in_place", x => x.Clone().ZeroInPlace(), x => 0) with { DTypes = Everything, IsDifferentiable = false },
    ];

    static DType[] SignedNumbers => [DType.Float32, DType.Float64, DType.Float16, DType.BFloat16, DType.Int64, DType.Int32, DType.Int16, DType.Int8];

    // A product needs the values that it writes over, which the engine refuses: those two have no gradient here.
    static OpCase InPlace(string name, Func<Tensor, Tensor, Tensor> run, Func<double, double, double> reference) =>
        OpCase.Binary(name, (a, b) => run(a.Clone(), b), reference, 0.5, 4) with
        {
            Shapes = [[[2, 3], [2, 3]], [[2, 3], [3]], [[4, 3], []], [[129], [129]], [[1009], [1]]],
            HasSecondDerivative = false,
        };
}
