using System.Numerics;
using System.Runtime.CompilerServices;

namespace Lamina.Simd;

/// <summary>
/// Elementary functions over float and double lanes of any width: range reduction, a polynomial, reconstruction.
/// Each is one formula of exactly rounded operations, so every width gives the same bits.
/// </summary>
/// <remarks>The coefficients come from <c>tools/coefficients.py</c>. The tests of T are constants to the JIT.</remarks>
internal static partial class Elementary
{
    /// <summary>Added to a number below 2²² (2⁵¹), leaves its nearest integer in the low bits; subtracted again, as a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TLane Shifter<TLane, T>()
        where TLane : struct, IVectorLane<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        TLane.Constant(typeof(T) == typeof(float) ? 12582912 : 6755399441055744);

    /// <summary>2^exponent for an integral exponent within the normal numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TLane PowerOfTwo<TLane, T>(TLane exponent)
        where TLane : struct, IVectorLane<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        typeof(T) == typeof(float)
            ? TLane.ShiftLeft(exponent + TLane.Constant(12582912 + 127), 23)
            : TLane.ShiftLeft(exponent + TLane.Constant(6755399441055744 + 1023), 52);

    /// <summary>See <see cref="IBitLane{TSelf}.Scale"/>: two factors, since one could overflow or lose bits; only the second can round.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane ScaleInSteps<TLane, T>(TLane value, TLane exponent)
        where TLane : struct, IVectorLane<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TLane first = TLane.Floor(exponent * TLane.Constant(0.5));
        return value * PowerOfTwo<TLane, T>(first) * PowerOfTwo<TLane, T>(exponent - first);
    }

    /// <summary>Horner's scheme over a table, lowest power first. For float, where speed counts, the schemes are written out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TLane Polynomial<TLane, T>(TLane x, ReadOnlySpan<double> coefficients)
        where TLane : struct, IVectorLane<TLane, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TLane p = TLane.Constant(coefficients[^1]);
        for (int i = coefficients.Length - 2; i >= 0; i--)
            p = TLane.MultiplyAdd(p, x, TLane.Constant(coefficients[i]));
        return p;
    }
}
