using Lamina.Simd;

namespace Lamina.Tests.Simd;

/// <summary>Float functions against System.Math in double precision, over every exponent and densely where they bend.</summary>
public class FloatAccuracyTests(ITestOutputHelper output)
{
    static readonly float[] Xs = Samples.Floats(400, 400_000, 12);

    [Fact]
    public void Exp_family()
    {
        Check<ExpCase>(1.0, Math.Exp, Samples.Floats(400, 400_000, 105));
        Check<Expm1Case>(1.5, DoubleReference.Expm1, Xs);
        Check<SigmoidCase>(2.5, x => 1 / (1 + Math.Exp(-x)), Samples.Floats(400, 400_000, 105));
        Check<TanhCase>(2.4, Math.Tanh, Xs);
        Check<SinhCase>(0.51, Math.Sinh, Xs);
        Check<CoshCase>(0.51, Math.Cosh, Xs);
    }

    [Fact]
    public void Log_family()
    {
        Check<LogCase>(1.0, Math.Log, Samples.Floats(1000, 400_000, 3));
        Check<Log1pCase>(1.0, DoubleReference.Log1p, Samples.Floats(1000, 400_000, 3));
    }

    [Fact]
    public void Erf() => Check<ErfCase>(1.8, DoubleReference.Erf, Samples.Floats(400, 400_000, 5));

    [Fact]
    public void Trigonometric()
    {
        Check<SinCase>(1.6, Math.Sin, Xs);
        Check<SinCase>(1.6, Math.Sin, Samples.Floats(0, 400_000, 120_000));
        Check<CosCase>(1.6, Math.Cos, Xs);
        Check<CosCase>(1.6, Math.Cos, Samples.Floats(0, 400_000, 120_000));
        Check<TanCase>(0.51, Math.Tan, Xs);
        Check<AsinCase>(0.51, Math.Asin, Samples.Floats(100, 100_000, 1));
        Check<AcosCase>(0.51, Math.Acos, Samples.Floats(100, 100_000, 1));
        Check<AtanCase>(0.51, Math.Atan, Xs);
    }

    [Fact]
    public void Pow_and_Atan2()
    {
        float[] specials = Samples.Floats(0, 0, 0);
        float[] xs = [.. from x in specials from y in specials select x];
        float[] ys = [.. from x in specials from y in specials select y];
        Check<PowCase>(0.51, Math.Pow, xs, ys);
        Check<Atan2Case>(0.51, Math.Atan2, xs, ys);
        float[] bases = [.. Samples.Floats(100, 50_000, 3).Select(x => x == 0 ? x : Math.Abs(x))];
        Check<PowCase>(0.51, Math.Pow, bases, Samples.Shuffled(Samples.Floats(100, 50_000, 3)));
        Check<PowCase>(0.51, Math.Pow, bases, [.. bases.Select((_, i) => (i % 129 - 64) / 8f)]);
        Check<PowCase>(0.51, Math.Pow, [.. bases.Select(x => -x)], [.. bases.Select((_, i) => (float)(i % 129 - 64))]);
        Check<Atan2Case>(0.51, Math.Atan2, Xs, Samples.Shuffled(Xs));
    }

    void Check<TFunction>(double limit, Func<double, double> truth, float[] xs)
        where TFunction : struct, ILaneFunction => Check<TFunction>(limit, (x, _) => truth(x), xs, xs);

    void Check<TFunction>(double limit, Func<double, double, double> truth, float[] xs, float[] ys)
        where TFunction : struct, ILaneFunction
    {
        float[] results = LaneRunner.Run<TFunction, Float16, float>(xs, ys);
        double worst = 0;
        int at = 0;
        for (int i = 0; i < xs.Length; i++)
        {
            double ulps = Ulps(results[i], truth(xs[i], ys[i]));
            if (!(ulps <= worst))
            {
                worst = ulps;
                at = i;
            }

            if (double.IsNaN(ulps))
                break;
        }

        string name = typeof(TFunction).Name[..^4];
        output.WriteLine($"{name}: {worst:f3} ulp at {xs[at]:R}");
        Assert.True(worst <= limit, $"{name}({xs[at]:R}, {ys[at]:R}) = {results[at]:R}, expected {truth(xs[at], ys[at]):R}: {worst} ulp, allowed {limit}");
    }

    /// <summary>Distance in units of the last place; NaN where the results differ in kind or in the sign of zero.</summary>
    static double Ulps(float value, double truth)
    {
        float rounded = (float)truth;
        if (!float.IsFinite(rounded) || rounded == 0)
        {
            if (value.Equals(rounded) && (float.IsNaN(value) || float.IsNegative(value) == float.IsNegative(rounded)))
                return 0;
            // Just at the edge of overflow or underflow the neighbour is allowed.
            float edge = rounded == 0 ? float.Epsilon : float.MaxValue;
            return !float.IsNaN(rounded) && Math.Abs(value) == edge && double.IsFinite(truth) && truth != 0 ? 1 : double.NaN;
        }

        double ulp = (double)MathF.BitIncrement(MathF.Abs(rounded)) - Math.Abs(rounded);
        if (float.IsInfinity(value))
            return Math.Abs(rounded) == float.MaxValue ? 1 : double.NaN;
        if (double.IsInfinity(ulp))
            ulp = Math.Abs(rounded) - (double)MathF.BitDecrement(MathF.Abs(rounded));
        return Math.Abs(value - truth) / ulp;
    }
}
