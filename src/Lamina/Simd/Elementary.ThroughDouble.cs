using System.Numerics;
using System.Runtime.CompilerServices;

namespace Lamina.Simd;

/// <summary>
/// Functions computed in double precision, float rounded once at the end: by a formula over double lanes where float
/// gains by it, else by System.Math on each element. Double lanes always take System.Math.
/// </summary>
internal static partial class Elementary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Tan<TLane, T>(TLane x)
        where TLane : struct, IVectorLane<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        TLane.ThroughDouble<PerElement<TanFunction>>(x, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Asin<TLane, T>(TLane x)
        where TLane : struct, IVectorLane<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        TLane.ThroughDouble<PerElement<AsinFunction>>(x, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Acos<TLane, T>(TLane x)
        where TLane : struct, IVectorLane<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        TLane.ThroughDouble<PerElement<AcosFunction>>(x, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Atan<TLane, T>(TLane x)
        where TLane : struct, IVectorLane<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        TLane.ThroughDouble<PerElement<AtanFunction>>(x, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Sinh<TLane, T>(TLane x)
        where TLane : struct, IVectorLane<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        typeof(T) == typeof(double)
            ? TLane.ThroughDouble<PerElement<SinhFunction>>(x, x)
            : TLane.ThroughDouble<SinhFormula>(x, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Cosh<TLane, T>(TLane x)
        where TLane : struct, IVectorLane<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        typeof(T) == typeof(double)
            ? TLane.ThroughDouble<PerElement<CoshFunction>>(x, x)
            : TLane.ThroughDouble<CoshFormula>(x, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Atan2<TLane, T>(TLane y, TLane x)
        where TLane : struct, IVectorLane<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        TLane.ThroughDouble<PerElement<Atan2Function>>(y, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Pow<TLane, T>(TLane x, TLane exponent)
        where TLane : struct, IVectorLane<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        typeof(T) == typeof(double)
            ? TLane.ThroughDouble<PerElement<PowFunction>>(x, exponent)
            : TLane.ThroughDouble<PowFormula>(x, exponent);
}
