using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Lamina.Simd;

// Each loop takes 16 elements (8 for double) at a time and gives back how many it took; bit arithmetic as in the scalars.
internal static unsafe partial class BlockConvert
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static long BFloat16ToFloat(ushort* source, float* destination, long count)
    {
        if (!Vector256.IsHardwareAccelerated)
            return 0;
        long i = 0;
        for (; i <= count - 16; i += 16)
        {
            (Vector256<uint> low, Vector256<uint> high) = Vector256.Widen(Vector256.Load(source + i));
            Vector256.Store((low << 16).AsSingle(), destination + i);
            Vector256.Store((high << 16).AsSingle(), destination + i + 8);
        }

        return i;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static long FloatToBFloat16(float* source, ushort* destination, long count)
    {
        if (!Vector256.IsHardwareAccelerated)
            return 0;
        long i = 0;
        for (; i <= count - 16; i += 16)
        {
            Vector256<uint> low = BFloat16Bits(Vector256.Load(source + i));
            Vector256<uint> high = BFloat16Bits(Vector256.Load(source + i + 8));
            Vector256.Store(Vector256.Narrow(low, high), destination + i);
        }

        return i;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<uint> BFloat16Bits(Vector256<float> value)
    {
        Vector256<uint> bits = value.AsUInt32();
        Vector256<uint> upper = bits >>> 16;
        Vector256<uint> rounded = (bits + Vector256.Create(0x7FFFu) + (upper & Vector256<uint>.One)) >>> 16;
        return Vector256.ConditionalSelect(Vector256.Equals(value, value).AsUInt32(), rounded, upper | Vector256.Create(0x40u));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static long HalfToFloat(ushort* source, float* destination, long count)
    {
        if (!Vector256.IsHardwareAccelerated)
            return 0;
        long i = 0;
        for (; i <= count - 16; i += 16)
        {
            (Vector256<uint> low, Vector256<uint> high) = Vector256.Widen(Vector256.Load(source + i));
            Vector256.Store(FromHalfBits(low), destination + i);
            Vector256.Store(FromHalfBits(high), destination + i + 8);
        }

        return i;
    }

    /// <summary>
    /// The exponent's bias goes from 15 to 127. Infinity and NaN take the bias twice, to the top exponent; subnormal
    /// numbers get the exponent of 2^-14 with a leading 1 too many, which is subtracted, exactly.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<float> FromHalfBits(Vector256<uint> bits)
    {
        Vector256<uint> bias = Vector256.Create(112u << 23);
        Vector256<uint> magnitude = (bits & Vector256.Create(0x7FFFu)) << 13;
        Vector256<uint> sign = (bits & Vector256.Create(0x8000u)) << 16;
        Vector256<uint> normal = magnitude + bias;
        normal += Vector256.GreaterThan(magnitude.AsInt32(), Vector256.Create((0x7C00 << 13) - 1)).AsUInt32() & bias;
        Vector256<float> one = Vector256.Create(113u << 23).AsSingle();
        Vector256<uint> subnormal = ((normal + Vector256.Create(1u << 23)).AsSingle() - one).AsUInt32();
        Vector256<uint> isSubnormal = Vector256.LessThan(magnitude.AsInt32(), Vector256.Create(0x400 << 13)).AsUInt32();
        return (Vector256.ConditionalSelect(isSubnormal, subnormal, normal) | sign).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static long FloatToHalf(float* source, ushort* destination, long count)
    {
        if (!Vector256.IsHardwareAccelerated)
            return 0;
        long i = 0;
        for (; i <= count - 16; i += 16)
        {
            Vector256<uint> low = ToHalfBits(Vector256.Load(source + i));
            Vector256<uint> high = ToHalfBits(Vector256.Load(source + i + 8));
            Vector256.Store(Vector256.Narrow(low, high), destination + i);
        }

        return i;
    }

    /// <summary>
    /// Normal numbers: the bias changed, half of the last place added, the tail shifted out. Subnormal ones: added to ½,
    /// whose last place is theirs, so that the adder rounds.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<uint> ToHalfBits(Vector256<float> value)
    {
        Vector256<uint> bits = value.AsUInt32();
        Vector256<uint> magnitude = bits & Vector256.Create(0x7FFFFFFFu);
        Vector256<uint> sign = (bits >>> 16) & Vector256.Create(0x8000u);
        Vector256<uint> odd = (magnitude >>> 13) & Vector256<uint>.One;
        Vector256<uint> normal = (magnitude + odd + Vector256.Create(unchecked(0xFFFu - (112u << 23)))) >>> 13;
        normal = Vector256.Min(normal, Vector256.Create(0x7C00u));
        Vector256<float> half = Vector256.Create(0.5f);
        Vector256<uint> subnormal = (magnitude.AsSingle() + half).AsUInt32() - half.AsUInt32();
        Vector256<uint> isSubnormal = Vector256.LessThan(magnitude.AsInt32(), Vector256.Create(113 << 23)).AsUInt32();
        Vector256<uint> number = Vector256.ConditionalSelect(isSubnormal, subnormal, normal);
        Vector256<uint> nan = ((magnitude >>> 13) & Vector256.Create(0x1FFu)) | Vector256.Create(0x7E00u);
        return Vector256.ConditionalSelect(Vector256.Equals(value, value).AsUInt32(), number, nan) | sign;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static long ByteToFloat(byte* source, float* destination, long count)
    {
        if (!Vector256.IsHardwareAccelerated)
            return 0;
        long i = 0;
        for (; i <= count - 16; i += 16)
        {
            (Vector128<ushort> low, Vector128<ushort> high) = Vector128.Widen(Vector128.Load(source + i));
            Vector256<int> first = Vector256.WidenLower(low.ToVector256Unsafe()).AsInt32();
            Vector256<int> second = Vector256.WidenLower(high.ToVector256Unsafe()).AsInt32();
            Vector256.Store(Vector256.ConvertToSingle(first), destination + i);
            Vector256.Store(Vector256.ConvertToSingle(second), destination + i + 8);
        }

        return i;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static long IntToFloat(int* source, float* destination, long count)
    {
        if (!Vector256.IsHardwareAccelerated)
            return 0;
        long i = 0;
        for (; i <= count - 8; i += 8)
            Vector256.Store(Vector256.ConvertToSingle(Vector256.Load(source + i)), destination + i);
        return i;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static long FloatToDouble(float* source, double* destination, long count)
    {
        if (!Vector256.IsHardwareAccelerated)
            return 0;
        long i = 0;
        for (; i <= count - 8; i += 8)
        {
            (Vector256<double> low, Vector256<double> high) = Vector256.Widen(Vector256.Load(source + i));
            Vector256.Store(low, destination + i);
            Vector256.Store(high, destination + i + 4);
        }

        return i;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static long DoubleToFloat(double* source, float* destination, long count)
    {
        if (!Vector256.IsHardwareAccelerated)
            return 0;
        long i = 0;
        for (; i <= count - 8; i += 8)
            Vector256.Store(Vector256.Narrow(Vector256.Load(source + i), Vector256.Load(source + i + 4)), destination + i);
        return i;
    }
}
