using Lamina.TestKit;
using Lamina.Tests.Simd;

namespace Lamina.Tests.Ops;

public static partial class Catalogue
{
    static IEnumerable<OpCase> Activations =>
    [
        OpCase.Unary("relu", x => x.Relu(), x => double.IsNaN(x) ? x : Math.Max(x, 0)),
        OpCase.Unary("leaky_relu", x => x.LeakyRelu(0.2), x => x > 0 ? x : 0.2 * x),
        OpCase.Unary("relu6", x => x.Relu6(), x => double.IsNaN(x) ? x : Math.Clamp(x, 0, 6), -3, 9),
        OpCase.Unary("elu", x => x.Elu(1.5), x => x > 0 ? x : 1.5 * DoubleReference.Expm1(x)),
        OpCase.Unary("celu", x => x.Celu(1.5), x => x > 0 ? x : 1.5 * DoubleReference.Expm1(x / 1.5)),
        OpCase.Unary("selu", x => x.Selu(), x => 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * DoubleReference.Expm1(x))),
        OpCase.Unary("gelu", x => x.Gelu(), x => 0.5 * x * (1 + DoubleReference.Erf(x / Math.Sqrt(2)))) with { Slack = 4 },
        OpCase.Unary("gelu_tanh", x => x.Gelu(tanh: true), x => 0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x))))),
        OpCase.Unary("silu", x => x.Silu(), x => x / (1 + Math.Exp(-x))),
        OpCase.Unary("mish", x => x.Mish(), x => x * Math.Tanh(DoubleReference.Log1p(Math.Exp(x)))),
        OpCase.Unary("hardswish", x => x.Hardswish(), x => double.IsNaN(x) ? x : x * Math.Clamp(x + 3, 0, 6) / 6, -5, 5),
        OpCase.Unary("hardsigmoid", x => x.Hardsigmoid(), x => double.IsNaN(x) ? x : Math.Clamp(x + 3, 0, 6) / 6, -5, 5),
        OpCase.Unary("hardtanh", x => x.Hardtanh(-1, 2), x => double.IsNaN(x) ? x : Math.Clamp(x, -1, 2)),
        OpCase.Unary("softplus", x => x.Softplus(2, 3), x => 2 * x > 3 ? x : DoubleReference.Log1p(Math.Exp(2 * x)) / 2),
        OpCase.Unary("softsign", x => x.Softsign(), x => x / (1 + Math.Abs(x))),
        OpCase.Unary("log_sigmoid", x => x.LogSigmoid(), x => Math.Min(x, 0) - DoubleReference.Log1p(Math.Exp(-Math.Abs(x)))),

        OpCase.Unary("tanhshrink", x => x.Tanhshrink(), Tanhshrunk) with { Slack = 8 },
        OpCase.Unary("softshrink", x => x.Softshrink(0.7), x => x > 0.7 ? x - 0.7 : x < -0.7 ? x + 0.7 : double.IsNaN(x) ? x : 0),
        OpCase.Unary("hardshrink", x => x.Hardshrink(0.7), x => Math.Abs(x) <= 0.7 ? 0 : x),
        OpCase.Unary("threshold", x => x.Threshold(0.3, -2), x => x <= 0.3 ? -2 : x),
    ];

    // In double, too, the difference has few digits near 0: there it is taken of 28 decimal ones, sinh and cosh by their series.
    static double Tanhshrunk(double x)
    {
        if (!(Math.Abs(x) < 0.5))
            return x - Math.Tanh(x);
        decimal d = (decimal)x, sinh = 0, cosh = 0, term = 1;
        for (int k = 0; k < 24; k += 2)
        {
            cosh += term;
            term *= d / (k + 1);
            sinh += term;
            term *= d / (k + 2);
        }

        return (double)(d - (sinh / cosh));
    }
}
