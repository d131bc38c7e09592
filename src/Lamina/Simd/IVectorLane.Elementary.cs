using System.Runtime.CompilerServices;

namespace Lamina.Simd;

// The elementary functions are the same formulas for every width, so the lane types do not repeat them.
internal unsafe partial interface IVectorLane<TSelf, T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TSelf IRealLane<TSelf>.Exp(TSelf value) => Elementary.Exp<TSelf, T>(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TSelf IRealLane<TSelf>.Expm1(TSelf value) => Elementary.Expm1<TSelf, T>(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TSelf IRealLane<TSelf>.Log(TSelf value) => Elementary.Log<TSelf, T>(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TSelf IRealLane<TSelf>.Log1p(TSelf value) => Elementary.Log1p<TSelf, T>(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TSelf IRealLane<TSelf>.Sin(TSelf value) => Elementary.Sin<TSelf, T>(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TSelf IRealLane<TSelf>.Cos(TSelf value) => Elementary.Cos<TSelf, T>(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TSelf IRealLane<TSelf>.Tan(TSelf value) => Elementary.Tan<TSelf, T>(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TSelf IRealLane<TSelf>.Asin(TSelf value) => Elementary.Asin<TSelf, T>(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TSelf IRealLane<TSelf>.Acos(TSelf value) => Elementary.Acos<TSelf, T>(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TSelf IRealLane<TSelf>.Atan(TSelf value) => Elementary.Atan<TSelf, T>(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TSelf IRealLane<TSelf>.Sinh(TSelf value) => Elementary.Sinh<TSelf, T>(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TSelf IRealLane<TSelf>.Cosh(TSelf value) => Elementary.Cosh<TSelf, T>(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TSelf IRealLane<TSelf>.Tanh(TSelf value) => Elementary.Tanh<TSelf, T>(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TSelf IRealLane<TSelf>.Erf(TSelf value) => Elementary.Erf<TSelf, T>(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TSelf IRealLane<TSelf>.Sigmoid(TSelf value) => Elementary.Sigmoid<TSelf, T>(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TSelf IRealLane<TSelf>.Atan2(TSelf y, TSelf x) => Elementary.Atan2<TSelf, T>(y, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TSelf IRealLane<TSelf>.Pow(TSelf value, TSelf exponent) => Elementary.Pow<TSelf, T>(value, exponent);
}
