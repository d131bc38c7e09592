using System.Numerics;

namespace Lamina.Simd;

/// <summary>A lane type that is loaded from and stored to memory: one scalar, or a vector of 128, 256 or 512 bits.</summary>
/// <typeparam name="TSelf">The lane type itself.</typeparam>
/// <typeparam name="T">The element: float or double.</typeparam>
internal unsafe partial interface IVectorLane<TSelf, T> : IRealLane<TSelf>, IBitLane<TSelf>
    where TSelf : struct, IVectorLane<TSelf, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Elements side by side: a power of two.</summary>
    static abstract int Count { get; }

    static abstract TSelf Load(T* source);

    static abstract void Store(T* destination, TSelf value);

    /// <summary>Stores past the caches; the destination is aligned to the lane's size. The caller fences.</summary>
    static abstract void StoreNonTemporal(T* destination, TSelf value);

    static abstract TSelf Broadcast(T value);

    /// <summary>Writes 1 for each element of the mask that is set and 0 for the others, as bytes.</summary>
    static abstract void StoreMask(byte* destination, TSelf mask);

    /// <summary>Reads bytes; every byte that is not 0 sets its element of the mask.</summary>
    static abstract TSelf LoadMask(byte* source);

    /// <summary>Sum of the elements, halving: lane i with lane i + Count/2, until one is left.</summary>
    static abstract T Sum(TSelf value);

    /// <summary>Largest element; NaN if any is NaN.</summary>
    static abstract T MaxElement(TSelf value);

    /// <summary>Smallest element; NaN if any is NaN.</summary>
    static abstract T MinElement(TSelf value);
}
