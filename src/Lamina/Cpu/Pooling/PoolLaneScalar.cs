using System.Numerics;
using System.Runtime.CompilerServices;

namespace Lamina.Cpu.Pooling;

/// <summary>One element at a time.</summary>
internal readonly unsafe struct PoolLaneScalar<T> : IPoolLane<T, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static int Count => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Load(T* source) => *source;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T LoadEven(T* source) => *source;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(T* destination, T value) => *destination = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Broadcast(T value) => value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Add(T left, T right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Divide(T left, T right) => left / right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Take(ref T best, ref T offsetOfBest, T value, T offset)
    {
        if (!(value <= best) && !T.IsNaN(best))
            (best, offsetOfBest) = (value, offset);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Larger(T best, T value) => !(value <= best) && !T.IsNaN(best) ? value : best;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreIndices(int* destination, T offset, int first, int step) => *destination = first + int.CreateTruncating(offset);
}
