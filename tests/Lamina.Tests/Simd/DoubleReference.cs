namespace Lamina.Tests.Simd;

/// <summary>Functions that System.Math lacks, in double precision, good enough to judge float.</summary>
static class DoubleReference
{
    public static double Expm1(double x)
    {
        double u = Math.Exp(x);
        if (u == 1)
            return x;
        double minus = u - 1;
        return minus == -1 || double.IsInfinity(u) || double.IsNaN(u) ? minus : minus * x / Math.Log(u);
    }

    public static double Log1p(double x)
    {
        double u = 1 + x;
        return u == 1 ? x : double.IsFinite(u) && u > 0 ? Math.Log(u) * x / (u - 1) : Math.Log(u);
    }

    /// <summary>Series near zero, continued fraction of the complement beyond.</summary>
    public static double Erf(double x)
    {
        if (double.IsNaN(x) || x == 0)
            return x;
        double a = Math.Abs(x);
        if (a > 6)
            return Math.CopySign(1, x);
        if (a < 2)
        {
            double term = x, sum = x;
            for (int n = 1; n < 60; n++)
            {
                term *= -x * x / n;
                sum += term / (2 * n + 1);
            }

            return sum * 2 / Math.Sqrt(Math.PI);
        }

        double fraction = 0;
        for (int n = 120; n > 0; n--)
            fraction = n / 2.0 / (a + fraction);
        return Math.CopySign(1 - Math.Exp(-a * a) / Math.Sqrt(Math.PI) / (a + fraction), x);
    }
}
