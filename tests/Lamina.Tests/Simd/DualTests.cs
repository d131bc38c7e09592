using Lamina.Simd;

namespace Lamina.Tests.Simd;

public class DualTests
{
    /// <summary>The derivative by x of every operation, with y depending on x too, against central differences.</summary>
    [Fact]
    public void Derivatives_agree_with_differences()
    {
        Check<ExpCase>(-3, 3);
        Check<Expm1Case>(-3, 3);
        Check<LogCase>(0.2, 5);
        Check<Log1pCase>(-0.8, 5);
        Check<SinCase>(-4, 4);
        Check<CosCase>(-4, 4);
        Check<TanCase>(-1.3, 1.3);
        Check<AsinCase>(-0.9, 0.9);
        Check<AcosCase>(-0.9, 0.9);
        Check<AtanCase>(-4, 4);
        Check<SinhCase>(-3, 3);
        Check<CoshCase>(-3, 3);
        Check<TanhCase>(-3, 3);
        Check<ErfCase>(-3, 3);
        Check<SigmoidCase>(-5, 5);
        Check<AbsCase>(0.1, 3);
        Check<AbsCase>(-3, -0.1);
        Check<SqrtCase>(0.1, 3);
        Check<FloorCase>(1.1, 1.9);
        Check<CeilingCase>(1.1, 1.9);
        Check<RoundCase>(0.6, 1.4);
        Check<TruncateCase>(1.1, 1.9);
        Check<Atan2Case>(0.1, 3);
        Check<Atan2Case>(-3, -0.1);
        Check<PowCase>(0.2, 3);
        Check<MinCase>(-3, 3);
        Check<MaxCase>(-3, 3);
        Check<CopySignCase>(0.3, 3);
        Check<CopySignCase>(-3, -2.5);
        Check<AddCase>(-3, 3);
        Check<SubtractCase>(-3, 3);
        Check<MultiplyCase>(-3, 3);
        Check<DivideCase>(0, 3);
        Check<NegateCase>(-3, 3);
        Check<MultiplyAddCase>(-3, 3);
        Check<SelectCase>(-3, -1);
        Check<SelectCase>(1, 3);
    }

    static void Check<TFunction>(double from, double to)
        where TFunction : struct, ILaneFunction
    {
        const double h = 1e-5;
        for (int i = 0; i <= 40; i++)
        {
            double x = from + (to - from) * (i + 0.37) / 41.3;
            Dual<Double1> first = Dual<Double1>.Variable(new(x));
            Dual<Dual<Double1>> second = Dual<Dual<Double1>>.Variable(first);
            Dual<Double1> value = TFunction.Of(first, Other(first));
            Dual<Dual<Double1>> nested = TFunction.Of(second, Other(second));
            double truth = TFunction.Of(new Double1(x), Other(new Double1(x))).Value;
            string at = $"{typeof(TFunction).Name} at {x}";
            Assert.True(Same(truth, value.Value.Value) && Same(truth, nested.Value.Value.Value), at);
            if (typeof(TFunction).Name is "MinCase" or "MaxCase" && Math.Abs(x - Other(new Double1(x)).Value) < 3 * h)
                continue;
            Near(Difference<TFunction>(x, h, 0), value.Derivative.Value, at);
            Near(value.Derivative.Value, nested.Derivative.Value.Value, at);
            Near(value.Derivative.Value, nested.Value.Derivative.Value, at);
            Near(Difference<TFunction>(x, h, 1), nested.Derivative.Derivative.Value, at + ", second derivative");
        }
    }

    /// <summary>Central difference of the value (order 0) or of the dual derivative (order 1).</summary>
    static double Difference<TFunction>(double x, double h, int order)
        where TFunction : struct, ILaneFunction
    {
        return (At(x + h) - At(x - h)) / (2 * h);

        double At(double at)
        {
            Dual<Double1> dual = Dual<Double1>.Variable(new(at));
            Dual<Double1> result = TFunction.Of(dual, Other(dual));
            return order == 0 ? result.Value.Value : result.Derivative.Value;
        }
    }

    /// <summary>y = ½ x² + 0.3: depends on x and crosses it.</summary>
    static TLane Other<TLane>(TLane x)
        where TLane : struct, IRealLane<TLane> => TLane.MultiplyAdd(x * x, TLane.Constant(0.5), TLane.Constant(0.3));

    static bool Same(double a, double b) => a.Equals(b);

    static void Near(double expected, double actual, string at) =>
        Assert.True(Math.Abs(expected - actual) <= 2e-8 * Math.Max(1, Math.Abs(expected)) * 10, $"{at}: {actual}, expected {expected}");

    [Fact]
    public void Conventions_at_corners()
    {
        Double1 zero = new(0), one = new(1);
        Assert.Equal(0, Dual<Double1>.Abs(Dual<Double1>.Variable(zero)).Derivative.Value);
        Dual<Double1> left = new(one, new(2)), right = new(one, new(3));
        Assert.Equal(2, Dual<Double1>.Min(left, right).Derivative.Value);
        Assert.Equal(2, Dual<Double1>.Max(left, right).Derivative.Value);
        Assert.Equal(0, Dual<Double1>.Round(left).Derivative.Value);

        // x² and x¹ at 0 and below; x⁰ at 0: an exponent that is fixed must not bring in ln x.
        Assert.Equal((0.0, 0.0), Pow(0, 2));
        Assert.Equal((0.0, 1.0), Pow(0, 1));
        Assert.Equal((1.0, 0.0), Pow(0, 0));
        Assert.Equal((4.0, -4.0), Pow(-2, 2));

        // The side not selected is infinite; nothing of it may show.
        Dual<Double1> x = Dual<Double1>.Variable(zero);
        Dual<Double1> chosen = Dual<Double1>.Select(Dual<Double1>.LessThan(Dual<Double1>.Constant(0), x), Dual<Double1>.Log(x) * x, x);
        Assert.Equal((0.0, 1.0), (chosen.Value.Value, chosen.Derivative.Value));
    }

    static (double Value, double Derivative) Pow(double x, double exponent)
    {
        Dual<Double1> power = Dual<Double1>.Pow(Dual<Double1>.Variable(new(x)), Dual<Double1>.Constant(exponent));
        return (power.Value.Value, power.Derivative.Value);
    }

    [Fact]
    public void Second_derivative_of_a_power_at_zero()
    {
        Dual<Dual<Double1>> x = Dual<Dual<Double1>>.Variable(Dual<Double1>.Variable(new(0)));
        Assert.Equal(2, Dual<Dual<Double1>>.Pow(x, Dual<Dual<Double1>>.Constant(2)).Derivative.Derivative.Value);
    }
}
