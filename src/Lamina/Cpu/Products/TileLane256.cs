using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Lamina.Cpu.Products;

/// <summary>256-bit vectors of float or double; the branches on the element type vanish in compilation.</summary>
internal readonly unsafe struct TileLane256<T> : ITileLane<Vector256<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static int Count => Vector256<T>.Count;

    public static int TileRows => 6;

    public static int TileVectors => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Load(T* source) => Vector256.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(T* destination, Vector256<T> value) => value.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Mask(int count)
        => typeof(T) == typeof(float)
            ? Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(count)).As<int, T>()
            : Vector256.LessThan(Vector256<long>.Indices, Vector256.Create((long)count)).As<long, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Mask(int first, int end) => first <= 0 ? Mask(end) : Vector256.AndNot(Mask(end), Mask(first));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> LoadMasked(T* source, Vector256<T> mask)
    {
        if (Avx.IsSupported)
            return typeof(T) == typeof(float)
                ? Avx.MaskLoad((float*)source, mask.AsSingle()).As<float, T>()
                : Avx.MaskLoad((double*)source, mask.AsDouble()).As<double, T>();
        return LoadSingly(source, mask);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static Vector256<T> LoadSingly(T* source, Vector256<T> mask)
    {
        Vector256<T> value = default;
        for (int i = 0; i < Count; i++)
            if (IsSet(mask, i))
                value = value.WithElement(i, source[i]);
        return value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreMasked(T* destination, Vector256<T> mask, Vector256<T> value)
    {
        if (Avx.IsSupported)
        {
            if (typeof(T) == typeof(float))
                Avx.MaskStore((float*)destination, mask.AsSingle(), value.AsSingle());
            else
                Avx.MaskStore((double*)destination, mask.AsDouble(), value.AsDouble());
            return;
        }
        StoreSingly(destination, mask, value);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void StoreSingly(T* destination, Vector256<T> mask, Vector256<T> value)
    {
        for (int i = 0; i < Count; i++)
            if (IsSet(mask, i))
                destination[i] = value.GetElement(i);
    }

    static bool IsSet(Vector256<T> mask, int i)
        => typeof(T) == typeof(float) ? mask.AsInt32().GetElement(i) != 0 : mask.AsInt64().GetElement(i) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prefetch(T* address)
    {
        if (Sse.IsSupported)
            Sse.Prefetch0(address);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void PrefetchSecond(void* address)
    {
        if (Sse.IsSupported)
            Sse.Prefetch1(address);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Broadcast(T* source) => Vector256.Create(*source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Add(Vector256<T> left, Vector256<T> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> MultiplyAdd(Vector256<T> left, Vector256<T> right, Vector256<T> addend)
        => typeof(T) == typeof(float)
            ? Vector256.FusedMultiplyAdd(left.AsSingle(), right.AsSingle(), addend.AsSingle()).As<float, T>()
            : Vector256.FusedMultiplyAdd(left.AsDouble(), right.AsDouble(), addend.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(Vector256<T> value) => TileLane128<T>.Sum(value.GetLower() + value.GetUpper());
}
