using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Lamina.Cpu.Pooling;

/// <summary>256-bit vectors of float or double for pooling; the branches on the element type vanish in compilation.</summary>
internal readonly unsafe struct PoolLane256<T> : IPoolLane<Vector256<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static int Count => Vector256<T>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Load(T* source) => Vector256.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> LoadEven(T* source)
    {
        Vector256<T> first = Vector256.Load(source), second = Vector256.Load(source + Count);
        if (Avx2.IsSupported)
        {
            // The shuffle works in halves of 128 bits; the permutation puts the quarters in order.
            Vector256<double> quarters = typeof(T) == typeof(float)
                ? Avx.Shuffle(first.AsSingle(), second.AsSingle(), 0b10_00_10_00).AsDouble()
                : Avx.UnpackLow(first.AsDouble(), second.AsDouble());
            return Avx2.Permute4x64(quarters, 0b11_01_10_00).As<double, T>();
        }
        return LoadEvenSingly(source);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static Vector256<T> LoadEvenSingly(T* source)
    {
        Vector256<T> value = default;
        for (int i = 0; i < Count; i++)
            value = value.WithElement(i, source[2 * i]);
        return value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(T* destination, Vector256<T> value) => value.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Broadcast(T value) => Vector256.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Add(Vector256<T> left, Vector256<T> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Divide(Vector256<T> left, Vector256<T> right) => left / right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Take(ref Vector256<T> best, ref Vector256<T> offsetOfBest, Vector256<T> value, Vector256<T> offset)
    {
        // Not (value <= best) holds for larger values and where either is NaN; a NaN that stands must stay.
        Vector256<T> take = Vector256.AndNot(Vector256.Equals(best, best), Vector256.LessThanOrEqual(value, best));
        best = Vector256.ConditionalSelect(take, value, best);
        offsetOfBest = Vector256.ConditionalSelect(take, offset, offsetOfBest);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Larger(Vector256<T> best, Vector256<T> value)
        => Vector256.ConditionalSelect(Vector256.AndNot(Vector256.Equals(best, best), Vector256.LessThanOrEqual(value, best)), value, best);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreIndices(int* destination, Vector256<T> offset, int first, int step)
    {
        if (typeof(T) == typeof(float))
        {
            Vector256<int> start = Vector256.Create(first) + Vector256<int>.Indices * Vector256.Create(step);
            (start + Vector256.ConvertToInt32(offset.AsSingle())).Store(destination);
            return;
        }
        for (int i = 0; i < Count; i++)
            destination[i] = first + i * step + int.CreateTruncating(offset.GetElement(i));
    }
}
