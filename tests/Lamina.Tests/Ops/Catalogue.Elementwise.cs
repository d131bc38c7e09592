using Lamina.TestKit;
using Lamina.Tests.Simd;

namespace Lamina.Tests.Ops;

public static partial class Catalogue
{
    static IEnumerable<OpCase> Elementwise =>
    [
        OpCase.Unary("exp", x => x.Exp(), Math.Exp),
        OpCase.Unary("expm1", x => x.Expm1(), DoubleReference.Expm1),
        OpCase.Unary("log", x => x.Log(), Math.Log, 0.1, 9),
        OpCase.Unary("log1p", x => x.Log1p(), DoubleReference.Log1p, -0.9, 5),
        OpCase.Unary("log2", x => x.Log2(), Math.Log2, 0.1, 9),
        OpCase.Unary("log10", x => x.Log10(), Math.Log10, 0.1, 9),
        OpCase.Unary("sqrt", x => x.Sqrt(), Math.Sqrt, 0.1, 9),
        OpCase.Unary("rsqrt", x => x.Rsqrt(), x => 1 / Math.Sqrt(x), 0.1, 9),
        OpCase.Unary("reciprocal", x => x.Reciprocal(), x => 1 / x, 0.2, 4),
        OpCase.NumberUnary("square", x => x.Square(), x => x * x),
        OpCase.NumberUnary("abs", x => x.Abs(), Math.Abs),
        OpCase.NumberUnary("sign", x => x.Sign(), x => double.IsNaN(x) ? x : Math.Sign(x)),
        OpCase.NumberUnary("floor", x => x.Floor(), Math.Floor),
        OpCase.NumberUnary("ceiling", x => x.Ceiling(), Math.Ceiling),
        OpCase.NumberUnary("round", x => x.Round(), x => Math.Round(x, MidpointRounding.ToEven)) with { Specials = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, -0.0, 0.5, 1.5, 2.5, -0.5, -1.5, 1e-40] },
        OpCase.NumberUnary("truncate", x => x.Truncate(), Math.Truncate),
        OpCase.Unary("sin", x => x.Sin(), Math.Sin),
        OpCase.Unary("cos", x => x.Cos(), Math.Cos),
        OpCase.Unary("tan", x => x.Tan(), Math.Tan, -1.2, 1.2),
        OpCase.Unary("asin", x => x.Asin(), Math.Asin, -0.9, 0.9),
        OpCase.Unary("acos", x => x.Acos(), Math.Acos, -0.9, 0.9),
        OpCase.Unary("atan", x => x.Atan(), Math.Atan),
        OpCase.Unary("sinh", x => x.Sinh(), Math.Sinh),
        OpCase.Unary("cosh", x => x.Cosh(), Math.Cosh),
        OpCase.Unary("tanh", x => x.Tanh(), Math.Tanh),
        OpCase.Unary("sigmoid", x => x.Sigmoid(), x => 1 / (1 + Math.Exp(-x))),
        OpCase.Unary("erf", x => x.Erf(), DoubleReference.Erf),
        OpCase.NumberUnary("pow_2", x => x.Pow(2), x => x * x),
        OpCase.NumberUnary("pow_3", x => x.Pow(3), x => x * x * x),
        OpCase.NumberUnary("pow_5", x => x.Pow(5), x => Math.Pow(x, 5), -2, 2.5),
        OpCase.NumberUnary("pow_0", x => x.Pow(0), x => 1),
        OpCase.Unary("pow_half", x => x.Pow(0.5), Math.Sqrt, 0.1, 4),
        OpCase.Unary("pow_minus_2.5", x => x.Pow(-2.5), x => Math.Pow(x, -2.5), 0.4, 4),
        OpCase.NumberUnary("clamp", x => x.Clamp(-1, 2), x => double.IsNaN(x) ? x : Math.Clamp(x, -1, 2)),
        OpCase.NumberUnary("clamp_min", x => x.Clamp(min: 1), x => double.IsNaN(x) ? x : Math.Max(x, 1)),
        OpCase.NumberUnary("clamp_max", x => x.Clamp(max: 1), x => double.IsNaN(x) ? x : Math.Min(x, 1)),
        OpCase.NumberUnary("clamp_crossed", x => x.Clamp(2, 1), x => double.IsNaN(x) ? x : 1),
        OpCase.NumberUnary("clamp_in_place", x => x.Clone().ClampInPlace(-1, 2), x => double.IsNaN(x) ? x : Math.Clamp(x, -1, 2)) with { IsDifferentiable = false },
        OpCase.NumberBinary("minimum", Tensor.Minimum, Math.Min),
        OpCase.NumberBinary("maximum", Tensor.Maximum, Math.Max),
        OpCase.Unary("maximum_scalar", x => Tensor.Maximum(x, 0.5), x => Math.Max(x, 0.5)),
        OpCase.Binary("atan2", Tensor.Atan2, Math.Atan2) with { Ranges = [(-3, 3), (0.5, 3)] },
        OpCase.Binary("hypot", Tensor.Hypot, double.Hypot, 0.2, 3),
        OpCase.NumberBinary("pow", (a, b) => a.Pow(b), Math.Pow, 1, 3) with { Ranges = [(0.5, 3), (0, 3)], DTypes = [DType.Float32, DType.Float64, DType.Float16, DType.BFloat16, DType.Int64, DType.Int32] },
        OpCase.Unary("scalar_pow", x => Tensor.Pow(2.5, x), x => Math.Pow(2.5, x)),
        OpCase.NumberBinary("remainder", (a, b) => a % b, PythonRest, -9, 9) with { Ranges = [(-9, 9), (1, 5)] },
        OpCase.NumberBinary("remainder_negative", (a, b) => a.Remainder(b), PythonRest, -9, 9) with { Called = "remainder", Ranges = [(-9, 9), (-5, -1)], DTypes = SignedNumbers },
        OpCase.NumberBinary("fmod", (a, b) => a.Fmod(b), Math.IEEERemainder, -9, 9) with { Ranges = [(-9, 9), (1, 5)], Reference = x => Nd.Zip(x[0], x[1], (a, b) => a % b) },
        OpCase.NumberBinary("floor_divide", (a, b) => a.FloorDivide(b), (a, b) => b == 0 ? a / b : double.IsInfinity(b) && double.IsFinite(a) ? (a * b < 0 ? -1 : 0) : Math.Round((a - PythonRest(a, b)) / b), -9, 9) with { Ranges = [(-9, 9), (1, 5)], IsDifferentiable = false },
        OpCase.Binary("lerp", (a, b) => a.Lerp(b, 0.3), (a, b) => a + (0.3 * (b - a))) with { Slack = 4, DTypes = Wide },
        new OpCase("where", x => Tensor.Where(x[0], x[1], x[2]), x => Nd.Zip(Nd.Zip(x[0], x[1], (c, a) => c != 0 ? a : double.NaN), Nd.Zip(x[0], x[2], (c, b) => c != 0 ? double.NaN : b), (a, b) => double.IsNaN(a) ? b : a))
        {
            Shapes = [[[2, 3], [2, 3], [2, 3]], [[2, 1], [3], []], [[3], [], [2, 3]], [[], [2, 2], [2]], [[0, 2], [2], [1]], [[129], [129], [129]], [[1009], [1009], []], [[1009], [], [1009]], [[40], [], []]],
            Fixed = { [0] = DType.Bool },
            DTypes = Everything,
            HasSecondDerivative = true,
            BadShapes = [[[2], [3], [3]], [[3], [2], [3]]],
        },
        OpCase.General("masked_fill", x => x[0].MaskedFill(x[1], 1), x => Nd.Zip(x[0], x[1], (a, m) => m != 0 ? 1 : a), [[2, 3], [2, 3]], [[2, 3], [3]], [[257], [257]]) with
        {
            Fixed = new() { [1] = DType.Bool },
            DTypes = [.. Everything.Where(d => d != DType.Bool)],
            BadShapes = [[[3], [2, 3]]],
        },
    ];

    // What is composed of several ops rounds 16-bit results at each.
    static DType[] Wide => [DType.Float32, DType.Float64];

    static double PythonRest(double a, double b)
    {
        double rest = a % b;
        return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest;
    }
}
