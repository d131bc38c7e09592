using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Lamina.Cpu.Products;

/// <summary>512-bit vectors of float or double; the branches on the element type vanish in compilation.</summary>
internal readonly unsafe struct TileLane512<T> : ITileLane<Vector512<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static int Count => Vector512<T>.Count;

    public static int TileRows => 8;

    public static int TileVectors => 3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Load(T* source) => Vector512.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(T* destination, Vector512<T> value) => value.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Mask(int count)
        => typeof(T) == typeof(float)
            ? Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(count)).As<int, T>()
            : Vector512.LessThan(Vector512<long>.Indices, Vector512.Create((long)count)).As<long, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Mask(int first, int end) => first <= 0 ? Mask(end) : Vector512.AndNot(Mask(end), Mask(first));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> LoadMasked(T* source, Vector512<T> mask)
    {
        if (Avx512F.IsSupported)
            return typeof(T) == typeof(float)
                ? Avx512F.MaskLoad((float*)source, mask.AsSingle(), Vector512<float>.Zero).As<float, T>()
                : Avx512F.MaskLoad((double*)source, mask.AsDouble(), Vector512<double>.Zero).As<double, T>();
        return LoadSingly(source, mask);
    }

    public static bool LoadsEven => Avx512F.IsSupported;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> LoadEven(T* source, Vector512<T> first, Vector512<T> second)
    {
        Vector512<T> a = LoadMasked(source, first), b = LoadMasked(source + Count, second);
        return typeof(T) == typeof(float)
            ? Avx512F.PermuteVar16x32x2(a.AsSingle(), Vector512<int>.Indices << 1, b.AsSingle()).As<float, T>()
            : Avx512F.PermuteVar8x64x2(a.AsDouble(), Vector512<long>.Indices << 1, b.AsDouble()).As<double, T>();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static Vector512<T> LoadSingly(T* source, Vector512<T> mask)
    {
        Vector512<T> value = default;
        for (int i = 0; i < Count; i++)
            if (IsSet(mask, i))
                value = value.WithElement(i, source[i]);
        return value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreMasked(T* destination, Vector512<T> mask, Vector512<T> value)
    {
        if (Avx512F.IsSupported)
        {
            if (typeof(T) == typeof(float))
                Avx512F.MaskStore((float*)destination, mask.AsSingle(), value.AsSingle());
            else
                Avx512F.MaskStore((double*)destination, mask.AsDouble(), value.AsDouble());
            return;
        }
        StoreSingly(destination, mask, value);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void StoreSingly(T* destination, Vector512<T> mask, Vector512<T> value)
    {
        for (int i = 0; i < Count; i++)
            if (IsSet(mask, i))
                destination[i] = value.GetElement(i);
    }

    static bool IsSet(Vector512<T> mask, int i)
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
    public static Vector512<T> Broadcast(T* source) => Vector512.Create(*source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Add(Vector512<T> left, Vector512<T> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> MultiplyAdd(Vector512<T> left, Vector512<T> right, Vector512<T> addend)
        => typeof(T) == typeof(float)
            ? Vector512.FusedMultiplyAdd(left.AsSingle(), right.AsSingle(), addend.AsSingle()).As<float, T>()
            : Vector512.FusedMultiplyAdd(left.AsDouble(), right.AsDouble(), addend.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(Vector512<T> value) => TileLane256<T>.Sum(value.GetLower() + value.GetUpper());
}
