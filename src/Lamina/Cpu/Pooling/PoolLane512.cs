using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Lamina.Cpu.Pooling;

/// <summary>512-bit vectors of float or double for pooling; the branches on the element type vanish in compilation.</summary>
internal readonly unsafe struct PoolLane512<T> : IPoolLane<Vector512<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static int Count => Vector512<T>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Load(T* source) => Vector512.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> LoadEven(T* source)
    {
        Vector512<T> first = Vector512.Load(source), second = Vector512.Load(source + Count);
        if (Avx512F.IsSupported)
            return typeof(T) == typeof(float)
                ? Avx512F.PermuteVar16x32x2(first.AsSingle(), Vector512.Create(0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30), second.AsSingle()).As<float, T>()
                : Avx512F.PermuteVar8x64x2(first.AsDouble(), Vector512.Create(0L, 2, 4, 6, 8, 10, 12, 14), second.AsDouble()).As<double, T>();
        return LoadEvenSingly(source);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static Vector512<T> LoadEvenSingly(T* source)
    {
        Vector512<T> value = default;
        for (int i = 0; i < Count; i++)
            value = value.WithElement(i, source[2 * i]);
        return value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(T* destination, Vector512<T> value) => value.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Broadcast(T value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Add(Vector512<T> left, Vector512<T> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Divide(Vector512<T> left, Vector512<T> right) => left / right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Take(ref Vector512<T> best, ref Vector512<T> offsetOfBest, Vector512<T> value, Vector512<T> offset)
    {
        // Not (value <= best) holds for larger values and where either is NaN; a NaN that stands must stay.
        Vector512<T> take = Vector512.AndNot(Vector512.Equals(best, best), Vector512.LessThanOrEqual(value, best));
        best = Vector512.ConditionalSelect(take, value, best);
        offsetOfBest = Vector512.ConditionalSelect(take, offset, offsetOfBest);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Larger(Vector512<T> best, Vector512<T> value)
        => Vector512.ConditionalSelect(Vector512.AndNot(Vector512.Equals(best, best), Vector512.LessThanOrEqual(value, best)), value, best);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreIndices(int* destination, Vector512<T> offset, int first, int step)
    {
        if (typeof(T) == typeof(float))
        {
            Vector512<int> start = Vector512.Create(first) + Vector512<int>.Indices * Vector512.Create(step);
            (start + Vector512.ConvertToInt32(offset.AsSingle())).Store(destination);
            return;
        }
        for (int i = 0; i < Count; i++)
            destination[i] = first + i * step + int.CreateTruncating(offset.GetElement(i));
    }
}
