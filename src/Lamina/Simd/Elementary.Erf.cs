using System.Numerics;
using System.Runtime.CompilerServices;

namespace Lamina.Simd;

/// <summary>erf x = x + x p(x²) near zero; beyond, 1 - e^-q with q = -ln(1 - erf |x|), a polynomial in |x|.</summary>
internal static partial class Elementary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Erf<TLane, T>(TLane x)
        where TLane : struct, IVectorLane<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TLane a = TLane.Abs(x);
        TLane near = TLane.MultiplyAdd(x, ErfNear<TLane, T>(x * x), x);

        // At the end of the interval erf rounds to 1.
        TLane t = TLane.AtMost(TLane.Constant(typeof(T) == typeof(float) ? 3.95 : 6), a);
        t = (t - TLane.Constant(typeof(T) == typeof(float) ? 2.435 : 3.5))
            * TLane.Constant(typeof(T) == typeof(float) ? 0.6600660066006601 : 0.4);
        TLane far = TLane.Constant(1) - Exp<TLane, T>(-ErfFar<TLane, T>(t));
        TLane limit = TLane.Constant(typeof(T) == typeof(float) ? 0.92 : 1);
        return TLane.Select(TLane.LessThan(a, limit), near, TLane.CopySign(far, x));
    }

    /// <summary>p(z) of erf x = x + x p(x²).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TLane ErfNear<TLane, T>(TLane z)
        where TLane : struct, IVectorLane<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(double))
            return Polynomial<TLane, T>(z, ErfNearCoefficients);
        TLane p = TLane.Constant(-0.0005999409845249312);
        p = TLane.MultiplyAdd(p, z, TLane.Constant(0.004994831403414687));
        p = TLane.MultiplyAdd(p, z, TLane.Constant(-0.02676772095315015));
        p = TLane.MultiplyAdd(p, z, TLane.Constant(0.11281845991682203));
        p = TLane.MultiplyAdd(p, z, TLane.Constant(-0.3761249646597645));
        p = TLane.MultiplyAdd(p, z, TLane.Constant(0.12837914996307812));
        return p;
    }

    static ReadOnlySpan<double> ErfNearCoefficients =>
    [
        0.12837916709551256, -0.3761263890318352, 0.11283791670944185, -0.02686617064311152,
        0.005223977606118809, -0.000854832592932743, 0.00012055293577218474, -1.4924712307097998e-05,
        1.644713162406173e-06, -1.620631409967468e-07, 1.3710981642452583e-08, -7.779470436278128e-10,
    ];

    /// <summary>q(t) of erf |x| = 1 - e^-q(t), t in [-1, 1].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TLane ErfFar<TLane, T>(TLane t)
        where TLane : struct, IVectorLane<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(double))
            return Polynomial<TLane, T>(t, ErfFarCoefficients);
        TLane p = TLane.Constant(-0.002369147816683426);
        p = TLane.MultiplyAdd(p, t, TLane.Constant(0.0014411956977328662));
        p = TLane.MultiplyAdd(p, t, TLane.Constant(-0.013707933059850278));
        p = TLane.MultiplyAdd(p, t, TLane.Constant(0.0393038384251011));
        p = TLane.MultiplyAdd(p, t, TLane.Constant(2.1614521105000817));
        p = TLane.MultiplyAdd(p, t, TLane.Constant(7.9236463272627145));
        p = TLane.MultiplyAdd(p, t, TLane.Constant(7.462878636630788));
        return p;
    }

    static ReadOnlySpan<double> ErfFarCoefficients =>
    [
        14.112437402147226, 18.165248970929746, 6.042206592870152, 0.08165091582420918,
        -0.03412840877000407, 0.014384325617860315, -0.005954997356099439, 0.0023716086543079553,
        -0.0008883440955772252, 0.00034582886681350965, -5.354446332819593e-06, 8.196089732832785e-05,
        -0.00013114764670037147, -0.0004595063833978804, -0.0006614022196638641, -0.0005891709095039464,
        -0.00032436189259092707, -0.00010573877220385374, -1.5273931999748283e-05,
    ];
}
