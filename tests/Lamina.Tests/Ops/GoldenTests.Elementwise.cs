using Lamina.TestKit.Goldens;

namespace Lamina.Tests.Ops;

public sealed partial class GoldenTests
{
    static Dictionary<string, Func<Tensor[], GoldenArgs, Tensor[]>> Elementwise => new()
    {
        ["exp"] = (x, _) => [x[0].Exp()],
        ["expm1"] = (x, _) => [x[0].Expm1()],
        ["log"] = (x, _) => [x[0].Log()],
        ["log1p"] = (x, _) => [x[0].Log1p()],
        ["log2"] = (x, _) => [x[0].Log2()],
        ["log10"] = (x, _) => [x[0].Log10()],
        ["sqrt"] = (x, _) => [x[0].Sqrt()],
        ["rsqrt"] = (x, _) => [x[0].Rsqrt()],
        ["reciprocal"] = (x, _) => [x[0].Reciprocal()],
        ["sin"] = (x, _) => [x[0].Sin()],
        ["cos"] = (x, _) => [x[0].Cos()],
        ["tan"] = (x, _) => [x[0].Tan()],
        ["asin"] = (x, _) => [x[0].Asin()],
        ["acos"] = (x, _) => [x[0].Acos()],
        ["atan"] = (x, _) => [x[0].Atan()],
        ["sinh"] = (x, _) => [x[0].Sinh()],
        ["cosh"] = (x, _) => [x[0].Cosh()],
        ["tanh"] = (x, _) => [x[0].Tanh()],
        ["erf"] = (x, _) => [x[0].Erf()],
        ["sigmoid"] = (x, _) => [x[0].Sigmoid()],
        ["abs"] = (x, _) => [x[0].Abs()],
        ["square"] = (x, _) => [x[0].Square()],
        ["sign"] = (x, _) => [x[0].Sign()],
        ["floor"] = (x, _) => [x[0].Floor()],
        ["ceil"] = (x, _) => [x[0].Ceiling()],
        ["round"] = (x, _) => [x[0].Round()],
        ["trunc"] = (x, _) => [x[0].Truncate()],
        ["neg"] = (x, _) => [-x[0]],
        ["add"] = (x, _) => [x[0] + x[1]],
        ["sub"] = (x, _) => [x[0] - x[1]],
        ["mul"] = (x, _) => [x[0] * x[1]],
        ["div"] = (x, a) => [Divided(x[0], x[1], a.Text("rounding_mode", ""))],
        ["fmod"] = (x, _) => [x[0].Fmod(x[1])],
        ["remainder"] = (x, _) => [x[0] % x[1]],
        ["maximum"] = (x, _) => [Tensor.Maximum(x[0], x[1])],
        ["minimum"] = (x, _) => [Tensor.Minimum(x[0], x[1])],
        ["atan2"] = (x, _) => [Tensor.Atan2(x[0], x[1])],
        ["pow"] = (x, a) => [a.Has("exponent") ? x[0].Pow(a.Double("exponent", 0)) : x[0].Pow(x[1])],
        ["clamp"] = (x, a) => [x[0].Clamp(a.Double("min", 0), a.Double("max", 0))],
        ["where"] = (x, _) => [Tensor.Where(x[0], x[1], x[2])],
        ["masked_fill"] = (x, a) => [x[0].MaskedFill(x[1], a.Double("value", 0))],
    };

    // What is left when the rest is taken away divides without one: that is division towards zero.
    static Tensor Divided(Tensor a, Tensor b, string rounding) => rounding switch
    {
        "floor" => a.FloorDivide(b),
        "trunc" => (a - a.Fmod(b)).FloorDivide(b),
        _ => a / b,
    };
}
