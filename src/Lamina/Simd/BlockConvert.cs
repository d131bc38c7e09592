using System.Runtime.CompilerServices;

namespace Lamina.Simd;

/// <summary>
/// Converts blocks of elements between any two of float, double, Half, BFloat16, long, int, short, sbyte, byte and bool.
/// </summary>
/// <remarks>
/// <para>To a narrower real type: rounded to the nearest, halves to even; too large becomes infinity; NaN stays NaN.</para>
/// <para>Real to integer: cut towards zero; beyond the range, the nearest limit; NaN gives 0.</para>
/// <para>Integer to integer: the low bits, that is, wraps around. Integer to real: the nearest.</para>
/// <para>Anything to bool: whether it is not 0 (NaN is not). A bool counts as 0 or 1.</para>
/// </remarks>
internal static unsafe partial class BlockConvert
{
    /// <summary>Source and destination may be the same only if the types have the same size.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void To<TFrom, TTo>(TFrom* source, TTo* destination, long count)
        where TFrom : unmanaged
        where TTo : unmanaged
    {
        if (typeof(TFrom) == typeof(TTo))
        {
            Buffer.MemoryCopy(source, destination, count * sizeof(TTo), count * sizeof(TTo));
            return;
        }

        // The vectors take the most; the rest and the pairs without vectors go one by one.
        long i = Vectors(source, destination, count);
        for (; i < count; i++)
            destination[i] = Element<TFrom, TTo>(source[i]);
    }

    /// <summary>Converts as many as the vectors can and tells how many.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static long Vectors<TFrom, TTo>(TFrom* source, TTo* destination, long count)
        where TFrom : unmanaged
        where TTo : unmanaged
    {
        if (typeof(TTo) == typeof(float))
        {
            float* floats = (float*)destination;
            if (typeof(TFrom) == typeof(Half))
                return HalfToFloat((ushort*)source, floats, count);
            if (typeof(TFrom) == typeof(BFloat16))
                return BFloat16ToFloat((ushort*)source, floats, count);
            if (typeof(TFrom) == typeof(byte))
                return ByteToFloat((byte*)source, floats, count);
            if (typeof(TFrom) == typeof(int))
                return IntToFloat((int*)source, floats, count);
            if (typeof(TFrom) == typeof(double))
                return DoubleToFloat((double*)source, floats, count);
        }

        if (typeof(TFrom) == typeof(float))
        {
            float* floats = (float*)source;
            if (typeof(TTo) == typeof(Half))
                return FloatToHalf(floats, (ushort*)destination, count);
            if (typeof(TTo) == typeof(BFloat16))
                return FloatToBFloat16(floats, (ushort*)destination, count);
            if (typeof(TTo) == typeof(double))
                return FloatToDouble(floats, (double*)destination, count);
        }

        return 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TTo Element<TFrom, TTo>(TFrom value)
        where TFrom : unmanaged
        where TTo : unmanaged
    {
        if (typeof(TFrom) == typeof(float))
            return FromReal<TTo>(Unsafe.BitCast<TFrom, float>(value));
        if (typeof(TFrom) == typeof(double))
            return FromReal<TTo>(Unsafe.BitCast<TFrom, double>(value));
        if (typeof(TFrom) == typeof(Half))
            return FromReal<TTo>((float)Unsafe.BitCast<TFrom, Half>(value));
        if (typeof(TFrom) == typeof(BFloat16))
            return FromReal<TTo>((float)Unsafe.BitCast<TFrom, BFloat16>(value));
        if (typeof(TFrom) == typeof(long))
            return FromInteger<TTo>(Unsafe.BitCast<TFrom, long>(value));
        if (typeof(TFrom) == typeof(int))
            return FromInteger<TTo>(Unsafe.BitCast<TFrom, int>(value));
        if (typeof(TFrom) == typeof(short))
            return FromInteger<TTo>(Unsafe.BitCast<TFrom, short>(value));
        if (typeof(TFrom) == typeof(sbyte))
            return FromInteger<TTo>(Unsafe.BitCast<TFrom, sbyte>(value));
        if (typeof(TFrom) == typeof(byte))
            return FromInteger<TTo>(Unsafe.BitCast<TFrom, byte>(value));
        if (typeof(TFrom) == typeof(bool))
            return FromInteger<TTo>(Unsafe.BitCast<TFrom, byte>(value) != 0 ? 1 : 0);
        throw Unsupported(typeof(TFrom));
    }

    /// <summary>Float goes through double without loss, so one formula serves both.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TTo FromReal<TTo>(double value)
        where TTo : unmanaged
    {
        if (typeof(TTo) == typeof(float))
            return Unsafe.BitCast<float, TTo>((float)value);
        if (typeof(TTo) == typeof(double))
            return Unsafe.BitCast<double, TTo>(value);
        if (typeof(TTo) == typeof(Half))
            return Unsafe.BitCast<Half, TTo>((Half)value);
        if (typeof(TTo) == typeof(BFloat16))
            return Unsafe.BitCast<BFloat16, TTo>((BFloat16)value);
        if (typeof(TTo) == typeof(long))
            return Unsafe.BitCast<long, TTo>(long.CreateSaturating(value));
        if (typeof(TTo) == typeof(int))
            return Unsafe.BitCast<int, TTo>(int.CreateSaturating(value));
        if (typeof(TTo) == typeof(short))
            return Unsafe.BitCast<short, TTo>(short.CreateSaturating(value));
        if (typeof(TTo) == typeof(sbyte))
            return Unsafe.BitCast<sbyte, TTo>(sbyte.CreateSaturating(value));
        if (typeof(TTo) == typeof(byte))
            return Unsafe.BitCast<byte, TTo>(byte.CreateSaturating(value));
        if (typeof(TTo) == typeof(bool))
            return Unsafe.BitCast<bool, TTo>(value != 0);
        throw Unsupported(typeof(TTo));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TTo FromInteger<TTo>(long value)
        where TTo : unmanaged
    {
        if (typeof(TTo) == typeof(float))
            return Unsafe.BitCast<float, TTo>(value);
        if (typeof(TTo) == typeof(double))
            return Unsafe.BitCast<double, TTo>(value);
        if (typeof(TTo) == typeof(Half))
            return Unsafe.BitCast<Half, TTo>((Half)(float)value);
        if (typeof(TTo) == typeof(BFloat16))
            return Unsafe.BitCast<BFloat16, TTo>((BFloat16)(float)value);
        if (typeof(TTo) == typeof(long))
            return Unsafe.BitCast<long, TTo>(value);
        if (typeof(TTo) == typeof(int))
            return Unsafe.BitCast<int, TTo>((int)value);
        if (typeof(TTo) == typeof(short))
            return Unsafe.BitCast<short, TTo>((short)value);
        if (typeof(TTo) == typeof(sbyte))
            return Unsafe.BitCast<sbyte, TTo>((sbyte)value);
        if (typeof(TTo) == typeof(byte))
            return Unsafe.BitCast<byte, TTo>((byte)value);
        if (typeof(TTo) == typeof(bool))
            return Unsafe.BitCast<bool, TTo>(value != 0);
        throw Unsupported(typeof(TTo));
    }

    static NotSupportedException Unsupported(Type type) =>
        new($"No conversion of blocks of {type.Name}; the element is one of float, double, Half, BFloat16, long, int, short, sbyte, byte and bool.");
}
