using System.Runtime.CompilerServices;

namespace Lamina.Ops.Elementwise;

/// <summary>What the divisions with a rest share.</summary>
internal static class Rest
{
    const double Exact = 1L << 52;

    /// <summary>a % b, exactly. The library's function takes some 50 ns; most quotients are small, and then one fused multiply-add is exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Of(double a, double b)
    {
        double dividend = Math.Abs(a), divisor = Math.Abs(b);
        double quotient = Math.Truncate(dividend / divisor);
        if (!(quotient < Exact) || double.IsInfinity(divisor))
            return a % b;

        // The quotient may have been rounded up to the next integer.
        double rest = Math.FusedMultiplyAdd(-quotient, divisor, dividend);
        return Math.CopySign(rest < 0 ? rest + divisor : rest, a);
    }

    /// <summary>The refusal of an integer division by zero.</summary>
    public static NumericException ByZero(string op) =>
        new($"{op}: an integer is divided by zero. Mask the zeros out with `Tensor.Where`, or convert to floats, where the result is infinite or NaN.");
}
