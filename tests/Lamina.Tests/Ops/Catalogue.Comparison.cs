using Lamina.TestKit;

namespace Lamina.Tests.Ops;

public static partial class Catalogue
{
    static IEnumerable<OpCase> Comparison =>
    [
        Compared("less", (a, b) => a < b, (a, b) => a < b),
        Compared("less_or_equal", (a, b) => a <= b, (a, b) => a <= b) with { Called = "less_equal" },
        Compared("greater", (a, b) => a > b, (a, b) => a > b),
        Compared("greater_or_equal", (a, b) => a >= b, (a, b) => a >= b) with { Called = "greater_equal" },
        Compared("equal_to", (a, b) => a.EqualTo(b), (a, b) => a == b) with { Called = "equal" },
        Compared("not_equal_to", (a, b) => a.NotEqualTo(b), (a, b) => a != b) with { Called = "not_equal" },
        Compared("logical_and", (a, b) => a.LogicalAnd(b), (a, b) => a != 0 && b != 0),
        Compared("logical_or", (a, b) => a.LogicalOr(b), (a, b) => a != 0 || b != 0),
        Compared("logical_xor", (a, b) => a.LogicalXor(b), (a, b) => a != 0 ^ b != 0),
        Asked("less_scalar", x => x < 1, x => x < 1),
        Asked("scalar_less", x => 1 < x, x => 1 < x),
        Asked("greater_half", x => x > 0.5, x => x > 0.5),
        Asked("greater_minus_one", x => x > -1, x => x > -1),
        Asked("less_by_name", x => x.Less(1), x => x < 1),
        Asked("less_or_equal_by_name", x => x.LessOrEqual(1), x => x <= 1),
        Asked("greater_by_name", x => x.Greater(-1), x => x > -1),
        Asked("greater_or_equal_by_name", x => x.GreaterOrEqual(1), x => x >= 1),
        Asked("equal_to_scalar", x => x.EqualTo(1), x => x == 1),
        Asked("not_equal_to_scalar", x => x.NotEqualTo(1), x => x != 1),
        Asked("is_nan", x => x.IsNaN(), double.IsNaN),
        Asked("is_infinite", x => x.IsInfinite(), double.IsInfinity),
        Asked("is_finite", x => x.IsFinite(), double.IsFinite),
        Asked("logical_not", x => !x, x => x == 0),
        Bits("bitwise_and", (a, b) => a & b, (a, b) => a & b),
        Bits("bitwise_or", (a, b) => a | b, (a, b) => a | b),
        Bits("bitwise_xor", (a, b) => a ^ b, (a, b) => a ^ b),
    ];

    static DType[] Everything =>
        [DType.Float32, DType.Float64, DType.Float16, DType.BFloat16, DType.Int64, DType.Int32, DType.Int16, DType.Int8, DType.UInt8, DType.Bool];

    // Few different values, so that ties are frequent in integers.
    static OpCase Compared(string name, Func<Tensor, Tensor, Tensor> run, Func<double, double, bool> reference) =>
        OpCase.Binary(name, run, (a, b) => reference(a, b) ? 1 : 0, -2, 2) with { DTypes = Everything, IsDifferentiable = false };

    static OpCase Asked(string name, Func<Tensor, Tensor> run, Func<double, bool> reference) =>
        OpCase.Unary(name, run, x => reference(x) ? 1 : 0) with { DTypes = Everything, IsDifferentiable = false };

    static OpCase Bits(string name, Func<Tensor, Tensor, Tensor> run, Func<long, long, long> reference) =>
        OpCase.Binary(name, run, (a, b) => reference((long)a, (long)b), -100, 100) with
        {
            DTypes = [DType.Int64, DType.Int32, DType.Int16, DType.Int8, DType.UInt8, DType.Bool],
            IsElementwise = false,
            IsDifferentiable = false,
        };
}
