using System.Numerics;

namespace Lamina.Tests.Simd;

/// <summary>Elementary functions in fixed point with 600 binary places, from their series: the truth for double lanes.</summary>
static class Precise
{
    const int Places = 600;

    static readonly BigInteger One = BigInteger.One << Places;

    public static BigInteger Of(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)((bits >> 52) & 0x7FF);
        long mantissa = bits & 0xFFFFFFFFFFFFF;
        BigInteger result = exponent == 0 ? mantissa : mantissa | (1L << 52);
        int shift = Math.Max(exponent, 1) - 1075 + Places;
        result = shift >= 0 ? result << shift : result >> -shift;
        return bits < 0 ? -result : result;
    }

    /// <summary>Distance of a double from the truth, in units of its last place there.</summary>
    public static double Ulps(double value, BigInteger truth)
    {
        double near = (double)truth / Math.Pow(2, 300) / Math.Pow(2, 300);
        double ulp = Math.BitIncrement(Math.Abs(near)) - Math.Abs(near);
        return (double)(Of(value) - truth) / Math.Pow(2, 300) / Math.Pow(2, 300) / ulp;
    }

    public static BigInteger Exp(BigInteger x)
    {
        BigInteger r = x >> 10;
        BigInteger term = One, sum = One;
        for (int n = 1; !term.IsZero && n < 400; n++)
        {
            term = Multiply(term, r) / n;
            if (term == -1)
                break;
            sum += term;
        }

        for (int i = 0; i < 10; i++)
            sum = Multiply(sum, sum);
        return sum;
    }

    public static BigInteger Expm1(BigInteger x) => Exp(x) - One;

    public static BigInteger Sigmoid(BigInteger x) => Divide(One, One + Exp(-x));

    public static BigInteger Tanh(BigInteger x)
    {
        BigInteger e = Exp(2 * x);
        return Divide(e - One, e + One);
    }

    /// <summary>Newton's steps on the exponential, from a double.</summary>
    public static BigInteger Log(BigInteger x)
    {
        BigInteger y = Of(BigInteger.Log(x) - Places * Math.Log(2));
        for (int i = 0; i < 6; i++)
            y += Multiply(x, Exp(-y)) - One;
        return y;
    }

    public static BigInteger Log1p(BigInteger x) => Log(One + x);

    public static BigInteger Erf(BigInteger x)
    {
        BigInteger square = Multiply(x, x);
        BigInteger term = x, sum = x;
        for (int n = 1; n < 1000; n++)
        {
            term = -Multiply(term, square) / n;
            BigInteger part = term / (2 * n + 1);
            if (BigInteger.Abs(part) <= 1 && n > 5)
                break;
            sum += part;
        }

        return Divide(2 * sum, SqrtPi);
    }

    static readonly BigInteger SqrtPi = Sqrt(Pi());

    /// <summary>Machin: π = 16 atan(1/5) - 4 atan(1/239).</summary>
    static BigInteger Pi()
    {
        static BigInteger Inverse(int n)
        {
            BigInteger power = One / n, sum = power;
            for (int i = 3; !power.IsZero; i += 2)
            {
                power = -power / (n * n);
                sum += power / i;
            }

            return sum;
        }

        return 16 * Inverse(5) - 4 * Inverse(239);
    }

    static BigInteger Sqrt(BigInteger x)
    {
        BigInteger target = x << Places;
        BigInteger y = One * 2;
        for (int i = 0; i < 60; i++)
            y = (y + target / y) >> 1;
        return y;
    }

    static BigInteger Multiply(BigInteger a, BigInteger b) => (a * b) >> Places;

    static BigInteger Divide(BigInteger a, BigInteger b) => (a << Places) / b;
}
