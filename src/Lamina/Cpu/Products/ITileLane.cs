namespace Lamina.Cpu.Products;

/// <summary>
/// What the hand-unrolled kernels of matrix product and convolution ask of a SIMD width. The vector type itself is the
/// second type argument, not a wrapper around it, so that two dozen accumulators stay in registers.
/// </summary>
/// <typeparam name="TVector">The vector, or the element itself for the scalar tier.</typeparam>
/// <typeparam name="T">The element: float or double.</typeparam>
internal unsafe interface ITileLane<TVector, T>
    where TVector : struct
    where T : unmanaged
{
    /// <summary>Elements side by side.</summary>
    static abstract int Count { get; }

    /// <summary>Rows of the micro-kernel: with <see cref="TileVectors"/> columns of vectors they fill the registers.</summary>
    static abstract int TileRows { get; }

    /// <summary>Vectors in a row of the micro-kernel.</summary>
    static abstract int TileVectors { get; }

    static abstract TVector Load(T* source);

    static abstract void Store(T* destination, TVector value);

    /// <summary>Mask of the first <paramref name="count"/> elements, 1 … Count.</summary>
    static abstract TVector Mask(int count);

    /// <summary>Mask of the elements from <paramref name="first"/> up to <paramref name="end"/>, at least one.</summary>
    static abstract TVector Mask(int first, int end);

    /// <summary>Loads the elements of the mask; the others are zero and their memory is not touched.</summary>
    static abstract TVector LoadMasked(T* source, TVector mask);

    /// <summary>Whether there is <see cref="LoadEven"/>.</summary>
    static virtual bool LoadsEven => false;

    /// <summary>Every second element of two vectors in a row, from the first on, each vector under a mask of its own.</summary>
    static virtual TVector LoadEven(T* source, TVector first, TVector second) => throw new NotSupportedException();

    /// <summary>Stores the elements of the mask; the memory of the others is not touched.</summary>
    static abstract void StoreMasked(T* destination, TVector mask, TVector value);

    /// <summary>Asks for the cache line; the address need not be valid.</summary>
    static abstract void Prefetch(T* address);

    /// <summary>Asks for the cache line, into the second cache; the address need not be valid.</summary>
    static abstract void PrefetchSecond(void* address);

    static abstract TVector Broadcast(T* source);

    static abstract TVector Add(TVector left, TVector right);

    /// <summary>left · right + addend with one rounding.</summary>
    static abstract TVector MultiplyAdd(TVector left, TVector right, TVector addend);

    /// <summary>Sum of the elements, halving: element i with element i + Count/2, until one is left.</summary>
    static abstract T Sum(TVector value);
}
