using Lamina.TestKit.Goldens;

namespace Lamina.Tests.Ops;

public sealed partial class GoldenTests
{
    static Dictionary<string, Func<Tensor[], GoldenArgs, Tensor[]>> Reductions => new()
    {
        ["sum"] = (x, a) => [x[0].Sum(Axes(a), Keep(a))],
        ["mean"] = (x, a) => [x[0].Mean(Axes(a), Keep(a))],
        ["logsumexp"] = (x, a) => [x[0].LogSumExp(Axes(a), Keep(a))],
        ["var"] = (x, a) => [x[0].Variance(Axes(a), Keep(a), Correction(a))],
        ["std"] = (x, a) => [x[0].StandardDeviation(Axes(a), Keep(a), Correction(a))],
        ["linalg.vector_norm"] = (x, a) => [x[0].Norm(Order(a), Axes(a), Keep(a))],
        ["prod"] = (x, a) => [x[0].Prod(Axes(a), Keep(a))],
        ["amax"] = (x, a) => [x[0].Amax(Axes(a), Keep(a))],
        ["amin"] = (x, a) => [x[0].Amin(Axes(a), Keep(a))],
        ["argmax"] = (x, a) => [x[0].ArgMax(a.Int("dim"), Keep(a))],
        ["argmin"] = (x, a) => [x[0].ArgMin(a.Int("dim"), Keep(a))],
        ["max"] = (x, a) => Both(x[0].Max(a.Int("dim"), Keep(a))),
        ["min"] = (x, a) => Both(x[0].Min(a.Int("dim"), Keep(a))),
        ["cumsum"] = (x, a) => [x[0].CumSum(a.Int("dim"))],
        ["cumprod"] = (x, a) => [x[0].CumProd(a.Int("dim"))],
    };

    static Dictionary<string, Func<Tensor[], GoldenArgs, Tensor[]>> Products => new()
    {
        ["einsum"] = (x, a) => [Tensor.Einsum(a.Text("equation", ""), x)],
        ["matmul"] = (x, _) => [x[0].MatMul(x[1])],
    };

    static double Correction(GoldenArgs args) => args.Bool("unbiased", true) ? 1 : 0;

    static double Order(GoldenArgs args) =>
        !args.IsText("ord") ? args.Double("ord", 2) : args.Text("ord", "") == "inf" ? double.PositiveInfinity : double.NegativeInfinity;
}
