using System.Numerics;
using System.Runtime.CompilerServices;

namespace Lamina.Simd;

/// <summary>
/// Sine and cosine of float lanes: a multiple k of π/2 is subtracted in three parts, the remainder goes through the
/// polynomial of the sine or the cosine as k is even or odd. Large arguments and double lanes: System.Math on each element.
/// </summary>
internal static partial class Elementary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Sin<TLane, T>(TLane x)
        where TLane : struct, IVectorLane<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(double))
            return TLane.ThroughDouble<PerElement<SinFunction>>(x, x);
        TLane a = TLane.Abs(x);
        TLane quadrant = Quadrant<TLane, T>(a);
        TLane result = TLane.Xor(SinOrCos<TLane, T>(a, quadrant, quadrant), TLane.And(x, TLane.Constant(-0.0)));
        TLane large = TLane.Not(TLane.LessThan(a, TLane.Constant(LargestAngle)));
        if (TLane.Any(large))
            result = TLane.Select(large, TLane.ThroughDouble<PerElement<SinFunction>>(x, x), result);
        return result;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Cos<TLane, T>(TLane x)
        where TLane : struct, IVectorLane<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(double))
            return TLane.ThroughDouble<PerElement<CosFunction>>(x, x);
        TLane a = TLane.Abs(x);
        TLane quadrant = Quadrant<TLane, T>(a);
        TLane result = SinOrCos<TLane, T>(a, quadrant, TLane.AddBits(quadrant, TLane.FromBits(1)));
        TLane large = TLane.Not(TLane.LessThan(a, TLane.Constant(LargestAngle)));
        if (TLane.Any(large))
            result = TLane.Select(large, TLane.ThroughDouble<PerElement<CosFunction>>(x, x), result);
        return result;
    }

    /// <summary>Up to here the three parts of π/2 leave a remainder good to float's last bit.</summary>
    const double LargestAngle = 100000;

    /// <summary>round(a / (π/2)) in the low bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TLane Quadrant<TLane, T>(TLane a)
        where TLane : struct, IVectorLane<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        TLane.MultiplyAdd(a, TLane.Constant(0.6366197723675814), Shifter<TLane, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TLane SinOrCos<TLane, T>(TLane a, TLane quadrant, TLane turn)
        where TLane : struct, IVectorLane<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TLane k = quadrant - Shifter<TLane, T>();
        TLane r = TLane.MultiplyAdd(k, TLane.Constant(-1.5707963705062866), a);
        r = TLane.MultiplyAdd(k, TLane.Constant(4.371138828673793e-08), r);
        r = TLane.MultiplyAdd(k, TLane.Constant(1.7151245100058819e-15), r);
        TLane z = r * r;
        TLane sin = TLane.MultiplyAdd(r * z, SinTail<TLane, T>(z), r);
        TLane cos = TLane.MultiplyAdd(z, TLane.Constant(-0.5), TLane.Constant(1));
        cos = TLane.MultiplyAdd(z * z, CosTail<TLane, T>(z), cos);
        TLane one = TLane.FromBits(1);
        TLane result = TLane.Select(TLane.EqualBits(TLane.And(turn, one), one), cos, sin);
        TLane sign = TLane.ShiftLeft(TLane.And(turn, TLane.FromBits(2)), 30);
        return TLane.Xor(result, sign);
    }

    /// <summary>s(z) of sin r = r + r³ s(r²).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TLane SinTail<TLane, T>(TLane z)
        where TLane : struct, IVectorLane<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TLane p = TLane.Constant(-0.00019513979731639898);
        p = TLane.MultiplyAdd(p, z, TLane.Constant(0.008332151329564497));
        p = TLane.MultiplyAdd(p, z, TLane.Constant(-0.16666654463300504));
        return p;
    }

    /// <summary>c(z) of cos r = 1 - ½ r² + r⁴ c(r²).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TLane CosTail<TLane, T>(TLane z)
        where TLane : struct, IVectorLane<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TLane p = TLane.Constant(2.4431668163834296e-05);
        p = TLane.MultiplyAdd(p, z, TLane.Constant(-0.0013887303459373108));
        p = TLane.MultiplyAdd(p, z, TLane.Constant(0.04166664542530192));
        return p;
    }
}
