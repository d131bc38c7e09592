using Lamina.Simd;

namespace Lamina.Cpu.Elementwise;

/// <summary>Functions beyond the elementary ones, of one double, by their expansions for large arguments and what leads there.</summary>
/// <remarks>**Source:** Abramowitz and Stegun, Handbook of Mathematical Functions, chapters 6, 7 and 23.</remarks>
internal static class SpecialNumbers
{
    // Beyond this the expansions in 1/x reach double precision.
    const double Large = 12;

    // Bernoulli's numbers B₂, B₄, ….
    static ReadOnlySpan<double> Bernoulli => [1.0 / 6, -1.0 / 30, 1.0 / 42, -1.0 / 30, 5.0 / 66, -691.0 / 2730, 7.0 / 6, -3617.0 / 510, 43867.0 / 798, -174611.0 / 330];

    /// <summary>ln |Γ(x)|.</summary>
    public static double LogGamma(double x)
    {
        if (double.IsNaN(x))
            return x;
        if (double.IsInfinity(x) || (x <= 0 && x == Math.Floor(x)))
            return double.PositiveInfinity;
        if (x < 0)
            return Math.Log(Math.PI / Math.Abs(double.SinPi(x))) - LogGamma(1 - x);
        if (x < 1e-300)
            return -Math.Log(x);
        double product = 1;
        for (; x < Large; x++)
            product *= x;
        double sum = 0, power = x, square = x * x;
        for (int k = 1; k <= Bernoulli.Length; k++, power *= square)
            sum += Bernoulli[k - 1] / (2 * k * ((2 * k) - 1) * power);
        return ((x - 0.5) * Math.Log(x)) - x + (0.5 * Math.Log(2 * Math.PI)) + sum - Math.Log(product);
    }

    /// <summary>ψ(x) = d/dx ln Γ(x).</summary>
    public static double Digamma(double x)
    {
        if (x == 0)
            return double.CopySign(double.PositiveInfinity, -x);
        if (double.IsNaN(x) || double.IsNegativeInfinity(x) || (x < 0 && x == Math.Floor(x)))
            return double.NaN;
        if (double.IsInfinity(x))
            return x;
        double shifted = 0;
        if (x < 0)
        {
            shifted = -Math.PI / double.TanPi(x);
            x = 1 - x;
        }

        for (; x < Large; x++)
            shifted -= 1 / x;
        double sum = 0, square = x * x, power = square;
        for (int k = 1; k <= Bernoulli.Length; k++, power *= square)
            sum += Bernoulli[k - 1] / (2 * k * power);
        return shifted + Math.Log(x) - (0.5 / x) - sum;
    }

    /// <summary>The derivative of ψ of an order n ≥ 1: (−1)ⁿ⁺¹ n! Σ 1/(x + k)ⁿ⁺¹, by Euler's and Maclaurin's formula behind the first terms.</summary>
    public static double Polygamma(int order, double x)
    {
        if (double.IsNaN(x) || x < -1e6)
            return double.NaN;
        if (double.IsPositiveInfinity(x))
            return 0;
        int s = order + 1;
        double sum = 0;
        for (; x < Large + s; x++)
            sum += Math.Pow(x, -s);
        double factor = 1, term = s, tail = (Math.Pow(x, 1 - s) / (s - 1)) + (0.5 * Math.Pow(x, -s));
        double divisor = 2, power = Math.Pow(x, -s - 1);
        for (int k = 1; k <= Bernoulli.Length; k++)
        {
            tail += Bernoulli[k - 1] * term / divisor * power;
            term *= (s + (2 * k) - 1.0) * (s + (2 * k));
            divisor *= ((2 * k) + 1.0) * ((2 * k) + 2);
            power /= x * x;
        }

        for (int k = 2; k <= order; k++)
            factor *= k;
        return (order % 2 == 0 ? -factor : factor) * (sum + tail);
    }

    /// <summary>The x with erf(x) = y, by Halley's steps from a first guess of three digits.</summary>
    public static double InverseErf(double y)
    {
        double a = Math.Abs(y);
        if (!(a < 1))
            return a == 1 ? double.CopySign(double.PositiveInfinity, y) : double.NaN;
        if (a < 1e-8)
            return y * Math.Sqrt(Math.PI) / 2;
        double log = Math.Log((1 - a) * (1 + a)), half = (2 / (Math.PI * 0.147)) + (log / 2);
        double x = Math.Sqrt(Math.Sqrt((half * half) - (log / 0.147)) - half);
        for (int step = 0; step < 4; step++)
        {
            // Near 1, what is missing to it keeps its digits.
            double error = x < 2 ? Erf(new Double1(x)).Value - a : (1 - a) - Complement(x);
            double newton = error / (2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x));
            x -= newton / (1 + (x * newton));
        }

        return double.CopySign(x, y);
    }

    static L Erf<L>(L x)
        where L : struct, IRealLane<L> => L.Erf(x);

    // 1 − erf(x) for x ≥ 2, by its continued fraction from the end.
    static double Complement(double x)
    {
        double fraction = x;
        for (int k = 60; k >= 1; k--)
            fraction = x + (k / 2.0 / fraction);
        return Math.Exp(-x * x) / (Math.Sqrt(Math.PI) * fraction);
    }
}
