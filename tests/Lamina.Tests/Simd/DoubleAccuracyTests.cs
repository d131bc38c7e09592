using System.Numerics;
using Lamina.Simd;

namespace Lamina.Tests.Simd;

/// <summary>Double functions against their series in fixed point.</summary>
public class DoubleAccuracyTests(ITestOutputHelper output)
{
    [Fact]
    public void Exp() => Check<ExpCase>(1.0, Precise.Exp, 40);

    [Fact]
    public void Expm1() => Check<Expm1Case>(2.0, Precise.Expm1, 40);

    [Fact]
    public void Log() => Check<LogCase>(1.0, Precise.Log, 3, Math.Abs);

    [Fact]
    public void Log1p() => Check<Log1pCase>(1.0, Precise.Log1p, 0.999);

    [Fact]
    public void Sigmoid() => Check<SigmoidCase>(2.5, Precise.Sigmoid, 40);

    [Fact]
    public void Tanh() => Check<TanhCase>(2.4, Precise.Tanh, 22);

    [Fact]
    public void Erf() => Check<ErfCase>(2.0, Precise.Erf, 6.2);

    [Fact]
    public void Far_values_agree_with_System_Math()
    {
        double[] xs = Samples.Doubles(8, 20_000, 745);
        double[] exp = LaneRunner.Run<ExpCase, Double8, double>(xs, xs);
        double[] log = LaneRunner.Run<LogCase, Double8, double>(xs, xs);
        double[] tanh = LaneRunner.Run<TanhCase, Double8, double>(xs, xs);
        for (int i = 0; i < xs.Length; i++)
        {
            Near("Exp", xs[i], Math.Exp(xs[i]), exp[i]);
            Near("Log", xs[i], Math.Log(xs[i]), log[i]);
            Near("Tanh", xs[i], Math.Tanh(xs[i]), tanh[i]);
        }
    }

    static void Near(string name, double x, double expected, double actual)
    {
        bool same = expected.Equals(actual) && (double.IsNaN(actual) || double.IsNegative(expected) == double.IsNegative(actual));
        double ulp = Math.BitIncrement(Math.Abs(expected)) - Math.Abs(expected);
        Assert.True(same || Math.Abs(expected - actual) <= 4 * ulp, $"{name}({x:R}): {actual:R}, expected {expected:R}");
    }

    void Check<TFunction>(double limit, Func<BigInteger, BigInteger> truth, double range, Func<double, double>? map = null)
        where TFunction : struct, ILaneFunction
    {
        Random random = new(4);
        double[] xs = new double[1600];
        for (int i = 0; i < xs.Length; i++)
        {
            double x = (random.NextDouble() * 2 - 1) * (i % 4 == 0 ? Math.ScaleB(range, -i % 60) : i % 4 == 1 ? Math.Min(range, 2) : range);
            xs[i] = map?.Invoke(x) ?? x;
        }

        double[] results = LaneRunner.Run<TFunction, Double8, double>(xs, xs);
        double worst = 0, at = 0;
        for (int i = 0; i < xs.Length; i++)
        {
            double ulps = Math.Abs(Precise.Ulps(results[i], truth(Precise.Of(xs[i]))));
            if (!(ulps <= worst))
                (worst, at) = (ulps, xs[i]);
        }

        output.WriteLine($"{typeof(TFunction).Name}: {worst:f3} ulp at {at:R}");
        Assert.True(worst <= limit, $"{typeof(TFunction).Name}({at:R}): {worst} ulp, allowed {limit}");
    }
}
