using System.Numerics;
using System.Runtime.CompilerServices;

namespace Lamina.Cpu.Products;

/// <summary>One element at a time.</summary>
internal readonly unsafe struct TileLaneScalar<T> : ITileLane<T, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static int Count => 1;

    public static int TileRows => 4;

    public static int TileVectors => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Load(T* source) => *source;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(T* destination, T value) => *destination = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Mask(int count) => T.One;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Mask(int first, int end) => T.One;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T LoadMasked(T* source, T mask) => *source;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreMasked(T* destination, T mask, T value) => *destination = value;

    public static void Prefetch(T* address)
    {
    }

    public static void PrefetchSecond(void* address)
    {
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Broadcast(T* source) => *source;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Add(T left, T right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T MultiplyAdd(T left, T right, T addend) => T.FusedMultiplyAdd(left, right, addend);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(T value) => value;
}
