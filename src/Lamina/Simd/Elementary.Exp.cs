using System.Numerics;
using System.Runtime.CompilerServices;

namespace Lamina.Simd;

/// <summary>e^x = 2^k · e^r with k = round(x / ln 2) and |r| ≤ ½ ln 2; e^r = 1 + r + r² q(r).</summary>
internal static partial class Elementary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Exp<TLane, T>(TLane x)
        where TLane : struct, IVectorLane<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Beyond these limits the result is 0 or ∞ all the same, and k stays in range.
        x = TLane.AtLeast(TLane.Constant(typeof(T) == typeof(float) ? -104 : -746), x);
        x = TLane.AtMost(TLane.Constant(typeof(T) == typeof(float) ? 89 : 710), x);
        TLane k = ExpExponent<TLane, T>(x);
        TLane r = ExpRemainder<TLane, T>(x, k);
        TLane p = TLane.MultiplyAdd(ExpTail<TLane, T>(r), r, TLane.Constant(1));
        p = TLane.MultiplyAdd(p, r, TLane.Constant(1));
        return TLane.Scale(p, k);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Expm1<TLane, T>(TLane value)
        where TLane : struct, IVectorLane<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TLane x = TLane.AtLeast(TLane.Constant(typeof(T) == typeof(float) ? -20 : -40), value);
        x = TLane.AtMost(TLane.Constant(typeof(T) == typeof(float) ? 89 : 710), x);
        TLane k = ExpExponent<TLane, T>(x);
        TLane p = Expm1Near<TLane, T>(ExpRemainder<TLane, T>(x, k));

        // e^x - 1 = 2^k p + (2^k - 1), at half the size so that 2^k cannot overflow.
        TLane scale = PowerOfTwo<TLane, T>(k - TLane.Constant(1));
        TLane half = TLane.MultiplyAdd(scale, p, scale - TLane.Constant(0.5));
        TLane tiny = TLane.Constant(typeof(T) == typeof(float) ? 1e-10 : 1e-20);
        return TLane.Select(TLane.LessThan(TLane.Abs(value), tiny), value, half + half);
    }

    /// <summary>1 / (1 + e^-x), as e^x / (1 + e^x) for x below zero: never overflows, keeps subnormal results.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Sigmoid<TLane, T>(TLane x)
        where TLane : struct, IVectorLane<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TLane e = Exp<TLane, T>(-TLane.Abs(x));
        TLane one = TLane.Constant(1);
        return TLane.Select(TLane.LessThan(x, TLane.Constant(0)), e, one) / (one + e);
    }

    /// <summary>
    /// With e = e^(-2|x|): tanh |x| = (1 - e) / (1 + e) up to ½, where 1 - e must be accurate; beyond, 1 - 2e / (1 + e),
    /// where the quotient is small and its errors smaller.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Tanh<TLane, T>(TLane x)
        where TLane : struct, IVectorLane<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TLane a = TLane.AtMost(TLane.Constant(typeof(T) == typeof(float) ? 10 : 20), TLane.Abs(x));
        TLane y = a * TLane.Constant(-2);

        // The shifter brings the bias along: its sum has the bits of 2^k, to be shifted into place.
        TLane shifter = Shifter<TLane, T>() + TLane.Constant(typeof(T) == typeof(float) ? 127 : 1023);
        TLane shifted = TLane.MultiplyAdd(y, TLane.Constant(1.4426950408889634), shifter);
        TLane p = Expm1Near<TLane, T>(ExpRemainder<TLane, T>(y, shifted - shifter));
        TLane scale = TLane.ShiftLeft(shifted, typeof(T) == typeof(float) ? 23 : 52);
        TLane one = TLane.Constant(1);
        TLane e = TLane.MultiplyAdd(scale, p, scale);
        TLane near = TLane.LessThan(a, TLane.Constant(0.55));
        TLane quotient = TLane.Select(near, TLane.MultiplyAdd(scale, p, scale - one), e + e) / (e + one);
        return TLane.CopySign(TLane.Select(near, quotient, one - quotient), x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TLane ExpExponent<TLane, T>(TLane x)
        where TLane : struct, IVectorLane<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TLane shifter = Shifter<TLane, T>();
        return TLane.MultiplyAdd(x, TLane.Constant(1.4426950408889634), shifter) - shifter;
    }

    /// <summary>x - k ln 2, with ln 2 in two parts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TLane ExpRemainder<TLane, T>(TLane x, TLane k)
        where TLane : struct, IVectorLane<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TLane r = TLane.MultiplyAdd(k, TLane.Constant(-Ln2High<T>()), x);
        return TLane.MultiplyAdd(k, TLane.Constant(-Ln2Low<T>()), r);
    }

    /// <summary>e^r - 1 for |r| ≤ ½ ln 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TLane Expm1Near<TLane, T>(TLane r)
        where TLane : struct, IVectorLane<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        TLane.MultiplyAdd(r * r, ExpTail<TLane, T>(r), r);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static double Ln2High<T>() => typeof(T) == typeof(float) ? 0.6931471824645996 : 0.6931471805599453;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static double Ln2Low<T>() => typeof(T) == typeof(float) ? -1.9046542121259336e-09 : 2.3190468138462996e-17;

    /// <summary>q(r) of e^r = 1 + r + r² q(r).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TLane ExpTail<TLane, T>(TLane r)
        where TLane : struct, IVectorLane<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(double))
            return Polynomial<TLane, T>(r, ExpTailCoefficients);
        TLane p = TLane.Constant(0.00019845895033011516);
        p = TLane.MultiplyAdd(p, r, TLane.Constant(0.0013940823201460816));
        p = TLane.MultiplyAdd(p, r, TLane.Constant(0.008333389795560612));
        p = TLane.MultiplyAdd(p, r, TLane.Constant(0.04166635860046246));
        p = TLane.MultiplyAdd(p, r, TLane.Constant(0.16666666367080044));
        p = TLane.MultiplyAdd(p, r, TLane.Constant(0.5000000044663263));
        return p;
    }

    static ReadOnlySpan<double> ExpTailCoefficients =>
    [
        0.5000000000000006, 0.16666666666666588, 0.04166666666657538, 0.008333333333390418,
        0.0013888888932052045, 0.00019841269717591812, 2.4801504650046464e-05, 2.755740822948086e-06,
        2.762629890848329e-07, 2.505377690830861e-08,
    ];
}
