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
        t = (t - TLane.Constant(typeof(T) == typeof(float) ? 2.6 : 3.75))
            * TLane.Constant(typeof(T) == typeof(float) ? 0.7407407407407407 : 0.4444444444444444);
        TLane far = TLane.Constant(1) - Exp<TLane, T>(-ErfFar<TLane, T>(t));
        TLane limit = TLane.Constant(typeof(T) == typeof(float) ? 1.25 : 1.5);
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
        TLane p = TLane.Constant(-7.572993626136608e-06);
        p = TLane.MultiplyAdd(p, z, TLane.Constant(0.0001039389353455069));
        p = TLane.MultiplyAdd(p, z, TLane.Constant(-0.0008339573726541591));
        p = TLane.MultiplyAdd(p, z, TLane.Constant(0.005209016723314932));
        p = TLane.MultiplyAdd(p, z, TLane.Constant(-0.026860247759863926));
        p = TLane.MultiplyAdd(p, z, TLane.Constant(0.1128367503486703));
        p = TLane.MultiplyAdd(p, z, TLane.Constant(-0.37612630045131523));
        p = TLane.MultiplyAdd(p, z, TLane.Constant(0.1283791659755492));
        return p;
    }

    static ReadOnlySpan<double> ErfNearCoefficients =>
    [
        0.1283791670955126, -0.37612638903183754, 0.1128379167095512, -0.026866170645130423,
        0.005223977625434955, -0.0008548327023066254, 0.00012055332968262535, -1.4925650026667521e-05,
        1.6462108493885373e-06, -1.6365767978843105e-07, 1.4806443400894711e-08, -1.2285051584362348e-09,
        9.392441503335772e-11, -6.587416086711218e-12, 4.0949183155568746e-13, -2.015736591896698e-14,
        5.718293643287672e-16,
    ];

    /// <summary>q(t) of erf |x| = 1 - e^-q(t), t in [-1, 1].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TLane ErfFar<TLane, T>(TLane t)
        where TLane : struct, IVectorLane<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(double))
            return Polynomial<TLane, T>(t, ErfFarCoefficients);
        TLane p = TLane.Constant(-0.0009362825370708921);
        p = TLane.MultiplyAdd(p, t, TLane.Constant(0.0008628407192356882));
        p = TLane.MultiplyAdd(p, t, TLane.Constant(-0.007105859565076211));
        p = TLane.MultiplyAdd(p, t, TLane.Constant(0.024531024574768797));
        p = TLane.MultiplyAdd(p, t, TLane.Constant(1.7259660836549804));
        p = TLane.MultiplyAdd(p, t, TLane.Constant(7.481410511867553));
        p = TLane.MultiplyAdd(p, t, TLane.Constant(8.351534100987738));
        return p;
    }

    static ReadOnlySpan<double> ErfFarCoefficients =>
    [
        15.989462741349879, 17.438409138564786, 4.912479535337445, 0.050539207674139754,
        -0.01820807406226975, 0.006651597737582779, -0.0024010289365429464, 0.0008414472127502138,
        -0.0002829899032005308, 8.503306806089952e-05, -2.6696540925760872e-05, 1.1034323792645807e-05,
        1.741257483141727e-05, 2.5702478685574505e-05, 2.295410991201943e-05, 1.1916028913310618e-05,
        3.716106420244841e-06, 4.033952851462976e-07,
    ];
}
