using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Lamina.Simd;

/// <summary>Masks of 32 or 64 bits an element to and from bytes of 0 and 1, one byte an element.</summary>
internal static unsafe class MaskBytes
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(byte* destination, Vector512<int> mask)
    {
        Vector256<short> words = Vector256.Narrow(mask.GetLower(), mask.GetUpper());
        Vector128<sbyte> bytes = Vector128.Narrow(words.GetLower(), words.GetUpper());
        Vector128.Store((bytes & Vector128<sbyte>.One).AsByte(), destination);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(byte* destination, Vector256<int> mask)
    {
        Vector128<short> words = Vector128.Narrow(mask.GetLower(), mask.GetUpper());
        Vector128<sbyte> bytes = Vector128.Narrow(words, words) & Vector128<sbyte>.One;
        Unsafe.WriteUnaligned(destination, bytes.AsUInt64().ToScalar());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(byte* destination, Vector128<int> mask)
    {
        Vector128<short> words = Vector128.Narrow(mask, mask);
        Vector128<sbyte> bytes = Vector128.Narrow(words, words) & Vector128<sbyte>.One;
        Unsafe.WriteUnaligned(destination, bytes.AsUInt32().ToScalar());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(byte* destination, Vector512<long> mask) =>
        Store(destination, Vector256.Narrow(mask.GetLower(), mask.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(byte* destination, Vector256<long> mask) =>
        Store(destination, Vector128.Narrow(mask.GetLower(), mask.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(byte* destination, Vector128<long> mask)
    {
        destination[0] = (byte)(mask.ToScalar() & 1);
        destination[1] = (byte)(mask.GetElement(1) & 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Load16(byte* source)
    {
        Vector128<sbyte> set = Set(Vector128.Load(source));
        return Vector512.Create(
            Widen(Vector128.WidenLower(set)),
            Widen(Vector128.WidenUpper(set)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Load8(byte* source)
    {
        Vector128<byte> bytes = Vector128.CreateScalar(Unsafe.ReadUnaligned<ulong>(source)).AsByte();
        return Widen(Vector128.WidenLower(Set(bytes)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Load4(byte* source)
    {
        Vector128<byte> bytes = Vector128.CreateScalar(Unsafe.ReadUnaligned<uint>(source)).AsByte();
        return Vector128.WidenLower(Vector128.WidenLower(Set(bytes)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<long> Load8Wide(byte* source)
    {
        Vector256<int> mask = Load8(source);
        return Vector512.Create(Widen(mask.GetLower()), Widen(mask.GetUpper()));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<long> Load4Wide(byte* source) => Widen(Load4(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<long> Load2Wide(byte* source) =>
        Vector128.Create(source[0] != 0 ? -1L : 0, source[1] != 0 ? -1L : 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector128<sbyte> Set(Vector128<byte> bytes) => ~Vector128.Equals(bytes, Vector128<byte>.Zero).AsSByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<int> Widen(Vector128<short> words) =>
        Vector256.Create(Vector128.WidenLower(words), Vector128.WidenUpper(words));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<long> Widen(Vector128<int> words) =>
        Vector256.Create(Vector128.WidenLower(words), Vector128.WidenUpper(words));
}
