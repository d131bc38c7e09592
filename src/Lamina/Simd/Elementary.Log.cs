using System.Numerics;
using System.Runtime.CompilerServices;

namespace Lamina.Simd;

/// <summary>ln x = k ln 2 + ln m with x = 2^k m and m = 1 + f in [2/3, 4/3).</summary>
internal static partial class Elementary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Log<TLane, T>(TLane x)
        where TLane : struct, IVectorLane<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TLane normal = TLane.And(
            TLane.LessThanOrEqual(SmallestNormal<TLane, T>(), x),
            TLane.LessThan(x, TLane.Constant(double.PositiveInfinity)));
        TLane result = LogNormal<TLane, T>(x, TLane.Constant(0));
        if (TLane.Any(TLane.Not(normal)))
            result = TLane.Select(normal, result, LogSpecial<TLane, T>(x));
        return result;
    }

    /// <summary>Subnormal numbers, lifted by 2^54, and zero, negative numbers, infinity and NaN. Apart, since they are rare.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    static TLane LogSpecial<TLane, T>(TLane x)
        where TLane : struct, IVectorLane<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TLane zero = TLane.Constant(0);
        TLane result = LogNormal<TLane, T>(x * TLane.Constant(18014398509481984), TLane.Constant(54));
        result = TLane.Select(TLane.LessThan(x, SmallestNormal<TLane, T>()), result, x);
        result = TLane.Select(TLane.LessThan(x, zero), TLane.Constant(double.NaN), result);
        return TLane.Select(TLane.Equal(x, zero), TLane.Constant(double.NegativeInfinity), result);
    }

    /// <summary>ln x - lift · ln 2 for a positive, normal, finite x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TLane LogNormal<TLane, T>(TLane x, TLane lift)
        where TLane : struct, IVectorLane<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TLane biased = LogExponentBits<TLane, T>(x);
        TLane f = LogMantissa<TLane, T>(x, biased) - TLane.Constant(1);
        return LogSum<TLane, T>(f, LogExponent<TLane, T>(biased) - lift, TLane.Constant(0));
    }

    /// <summary>ln u + c / u, where u is 1 + x rounded and c what the rounding left; near zero, f is x itself.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Log1p<TLane, T>(TLane x)
        where TLane : struct, IVectorLane<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TLane zero = TLane.Constant(0);
        TLane one = TLane.Constant(1);
        TLane u = x + one;
        TLane biased = LogExponentBits<TLane, T>(u);
        TLane k = LogExponent<TLane, T>(biased);
        TLane left = TLane.Select(TLane.LessThan(x, one), x - (u - one), one - (u - x)) / u;
        TLane near = TLane.Equal(k, zero);
        TLane f = TLane.Select(near, x, LogMantissa<TLane, T>(u, biased) - one);
        TLane result = TLane.CopySign(LogSum<TLane, T>(f, k, TLane.Select(near, zero, left)), x);
        TLane special = TLane.Not(TLane.And(TLane.LessThan(-one, x), TLane.LessThan(x, TLane.Constant(double.PositiveInfinity))));
        if (TLane.Any(special))
        {
            TLane value = TLane.Select(TLane.LessThan(x, -one), TLane.Constant(double.NaN), x);
            value = TLane.Select(TLane.Equal(x, -one), TLane.Constant(double.NegativeInfinity), value);
            result = TLane.Select(special, value, result);
        }

        return result;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TLane SmallestNormal<TLane, T>()
        where TLane : struct, IVectorLane<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        TLane.Constant(typeof(T) == typeof(float) ? 1.17549435082228751e-38 : 2.2250738585072014e-308);

    /// <summary>The exponent k with its bias, as an integer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TLane LogExponentBits<TLane, T>(TLane y)
        where TLane : struct, IVectorLane<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        typeof(T) == typeof(float)
            ? TLane.ShiftRight(TLane.AddBits(y, TLane.FromBits(0x3F800000 - 0x3F2AAAAB)), 23)
            : TLane.ShiftRight(TLane.AddBits(y, TLane.FromBits(0x3FF0000000000000 - 0x3FE5555555555555)), 52);

    /// <summary>The exponent k as a number: put in the low bits of the shifter, then the shifter and the bias subtracted.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TLane LogExponent<TLane, T>(TLane biased)
        where TLane : struct, IVectorLane<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        TLane.AddBits(biased, Shifter<TLane, T>())
        - TLane.Constant(typeof(T) == typeof(float) ? 12582912 + 127 : 6755399441055744 + 1023);

    /// <summary>m: the number with the exponent k taken out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TLane LogMantissa<TLane, T>(TLane y, TLane biased)
        where TLane : struct, IVectorLane<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TLane exponent = TLane.ShiftLeft(biased, typeof(T) == typeof(float) ? 23 : 52);
        return TLane.AddBits(TLane.SubtractBits(y, exponent), TLane.Constant(1));
    }

    /// <summary>k ln 2 + ln(1 + f) + left, summed from the small to the large.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TLane LogSum<TLane, T>(TLane f, TLane k, TLane left)
        where TLane : struct, IVectorLane<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TLane square = f * f;
        TLane half = square * TLane.Constant(0.5);
        TLane small = TLane.MultiplyAdd(k, TLane.Constant(Ln2Low<T>()), left);
        if (typeof(T) == typeof(float))
        {
            small = TLane.MultiplyAdd(square * f, LogTail<TLane, T>(f), small);
        }
        else
        {
            // 2s = f - ½ f² + ½ s f²
            TLane s = f / (f + TLane.Constant(2));
            TLane z = s * s;
            small = TLane.MultiplyAdd(s, TLane.MultiplyAdd(z, Polynomial<TLane, T>(z, LogDouble), half), small);
        }

        return TLane.MultiplyAdd(k, TLane.Constant(Ln2High<T>()), f - (half - small));
    }

    /// <summary>p(f) of ln(1 + f) = f - ½ f² + f³ p(f).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TLane LogTail<TLane, T>(TLane f)
        where TLane : struct, IVectorLane<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TLane p = TLane.Constant(-0.12891674861832952);
        p = TLane.MultiplyAdd(p, f, TLane.Constant(0.1398445409523624));
        p = TLane.MultiplyAdd(p, f, TLane.Constant(-0.12184264428669014));
        p = TLane.MultiplyAdd(p, f, TLane.Constant(0.14005865128607042));
        p = TLane.MultiplyAdd(p, f, TLane.Constant(-0.16680487011495987));
        p = TLane.MultiplyAdd(p, f, TLane.Constant(0.20010406188979377));
        p = TLane.MultiplyAdd(p, f, TLane.Constant(-0.24999797682308755));
        p = TLane.MultiplyAdd(p, f, TLane.Constant(0.33333215976691366));
        return p;
    }

    /// <summary>p(z) of ln(1 + f) = 2s + s z p(z), s = f / (2 + f), z = s².</summary>
    static ReadOnlySpan<double> LogDouble =>
    [
        0.666666666666666, 0.4000000000005594, 0.2857142855600764, 0.22222224276160657,
        0.18181667090617049, 0.15391072368324604, 0.1317426275343796, 0.138385613285849,
    ];
}
