using System.Runtime.CompilerServices;

namespace Lamina.Simd;

/// <summary>(m + m / (m + 1)) / 2 with m = e^|x| - 1; from 100 on, float is infinite.</summary>
internal readonly struct SinhFormula : IDoubleFormula
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static TLane Of<TLane>(TLane x, TLane y)
        where TLane : struct, IVectorLane<TLane, double>
    {
        TLane m = TLane.Expm1(TLane.AtMost(TLane.Constant(100), TLane.Abs(x)));
        return TLane.CopySign((m + m / (m + TLane.Constant(1))) * TLane.Constant(0.5), x);
    }
}

/// <summary>(e + 1 / e) / 2 with e = e^|x|; from 100 on, float is infinite.</summary>
internal readonly struct CoshFormula : IDoubleFormula
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static TLane Of<TLane>(TLane x, TLane y)
        where TLane : struct, IVectorLane<TLane, double>
    {
        TLane e = TLane.Exp(TLane.AtMost(TLane.Constant(100), TLane.Abs(x)));
        return (e + TLane.Constant(1) / e) * TLane.Constant(0.5);
    }
}

/// <summary>e^(y ln |x|) with the sign and the special cases of IEEE 754. Good to 2⁻⁴⁵, enough to round to float, not for double.</summary>
internal readonly struct PowFormula : IDoubleFormula
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static TLane Of<TLane>(TLane x, TLane y)
        where TLane : struct, IVectorLane<TLane, double>
    {
        TLane zero = TLane.Constant(0);
        TLane one = TLane.Constant(1);
        TLane magnitude = TLane.Abs(x);
        TLane power = TLane.Exp(y * TLane.Log(magnitude));

        // 0 · ∞ in the exponent: ±1 to ±∞ is 1. Anything to 0 is 1, even NaN, and 1 to anything.
        TLane infinite = TLane.Equal(TLane.Abs(y), TLane.Constant(double.PositiveInfinity));
        TLane isOne = TLane.Or(TLane.Equal(y, zero), TLane.Equal(x, one));
        isOne = TLane.Or(isOne, TLane.And(TLane.Equal(magnitude, one), infinite));
        power = TLane.Select(isOne, one, power);

        // An odd exponent keeps the sign, of zero and infinity too; a negative finite number has no broken power.
        TLane half = y * TLane.Constant(0.5);
        TLane whole = TLane.Equal(TLane.Floor(y), y);
        TLane odd = TLane.And(whole, TLane.Not(TLane.Equal(TLane.Floor(half), half)));
        power = TLane.Select(odd, TLane.CopySign(power, x), power);
        TLane finiteNegative = TLane.And(TLane.LessThan(x, zero), TLane.LessThan(TLane.Constant(double.NegativeInfinity), x));
        TLane undefined = TLane.And(finiteNegative, TLane.Not(whole));
        return TLane.Select(undefined, TLane.Constant(double.NaN), power);
    }
}
