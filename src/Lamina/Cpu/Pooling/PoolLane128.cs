using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Lamina.Cpu.Pooling;

/// <summary>128-bit vectors of float or double for pooling; the branches on the element type vanish in compilation.</summary>
internal readonly unsafe struct PoolLane128<T> : IPoolLane<Vector128<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static int Count => Vector128<T>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Load(T* source) => Vector128.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> LoadEven(T* source)
    {
        Vector128<T> first = Vector128.Load(source), second = Vector128.Load(source + Count);
        if (Sse2.IsSupported)
            return typeof(T) == typeof(float)
                ? Sse.Shuffle(first.AsSingle(), second.AsSingle(), 0b10_00_10_00).As<float, T>()
                : Sse2.UnpackLow(first.AsDouble(), second.AsDouble()).As<double, T>();
        return LoadEvenSingly(source);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static Vector128<T> LoadEvenSingly(T* source)
    {
        Vector128<T> value = default;
        for (int i = 0; i < Count; i++)
            value = value.WithElement(i, source[2 * i]);
        return value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(T* destination, Vector128<T> value) => value.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Broadcast(T value) => Vector128.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Add(Vector128<T> left, Vector128<T> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Divide(Vector128<T> left, Vector128<T> right) => left / right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Take(ref Vector128<T> best, ref Vector128<T> offsetOfBest, Vector128<T> value, Vector128<T> offset)
    {
        // Not (value <= best) holds for larger values and where either is NaN; a NaN that stands must stay.
        Vector128<T> take = Vector128.AndNot(Vector128.Equals(best, best), Vector128.LessThanOrEqual(value, best));
        best = Vector128.ConditionalSelect(take, value, best);
        offsetOfBest = Vector128.ConditionalSelect(take, offset, offsetOfBest);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Larger(Vector128<T> best, Vector128<T> value)
        => Vector128.ConditionalSelect(Vector128.AndNot(Vector128.Equals(best, best), Vector128.LessThanOrEqual(value, best)), value, best);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreIndices(int* destination, Vector128<T> offset, int first, int step)
    {
        if (typeof(T) == typeof(float))
        {
            Vector128<int> start = Vector128.Create(first) + Vector128<int>.Indices * Vector128.Create(step);
            (start + Vector128.ConvertToInt32(offset.AsSingle())).Store(destination);
            return;
        }
        for (int i = 0; i < Count; i++)
            destination[i] = first + i * step + int.CreateTruncating(offset.GetElement(i));
    }
}
