using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Lamina.Cpu.Products;

/// <summary>128-bit vectors of float or double; the branches on the element type vanish in compilation.</summary>
internal readonly unsafe struct TileLane128<T> : ITileLane<Vector128<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static int Count => Vector128<T>.Count;

    public static int TileRows => 6;

    public static int TileVectors => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Load(T* source) => Vector128.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(T* destination, Vector128<T> value) => value.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Mask(int count)
        => typeof(T) == typeof(float)
            ? Vector128.LessThan(Vector128<int>.Indices, Vector128.Create(count)).As<int, T>()
            : Vector128.LessThan(Vector128<long>.Indices, Vector128.Create((long)count)).As<long, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Mask(int first, int end) => first <= 0 ? Mask(end) : Vector128.AndNot(Mask(end), Mask(first));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> LoadMasked(T* source, Vector128<T> mask)
    {
        if (Avx.IsSupported)
            return typeof(T) == typeof(float)
                ? Avx.MaskLoad((float*)source, mask.AsSingle()).As<float, T>()
                : Avx.MaskLoad((double*)source, mask.AsDouble()).As<double, T>();
        return LoadSingly(source, mask);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static Vector128<T> LoadSingly(T* source, Vector128<T> mask)
    {
        Vector128<T> value = default;
        for (int i = 0; i < Count; i++)
            if (IsSet(mask, i))
                value = value.WithElement(i, source[i]);
        return value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreMasked(T* destination, Vector128<T> mask, Vector128<T> value)
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
    static void StoreSingly(T* destination, Vector128<T> mask, Vector128<T> value)
    {
        for (int i = 0; i < Count; i++)
            if (IsSet(mask, i))
                destination[i] = value.GetElement(i);
    }

    static bool IsSet(Vector128<T> mask, int i)
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
    public static Vector128<T> Broadcast(T* source) => Vector128.Create(*source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Add(Vector128<T> left, Vector128<T> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> MultiplyAdd(Vector128<T> left, Vector128<T> right, Vector128<T> addend)
        => typeof(T) == typeof(float)
            ? Vector128.FusedMultiplyAdd(left.AsSingle(), right.AsSingle(), addend.AsSingle()).As<float, T>()
            : Vector128.FusedMultiplyAdd(left.AsDouble(), right.AsDouble(), addend.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(Vector128<T> value)
        => typeof(T) == typeof(float)
            ? value.GetElement(0) + value.GetElement(2) + (value.GetElement(1) + value.GetElement(3))
            : value.GetElement(0) + value.GetElement(1);
}
