namespace Lamina.Cpu.Pooling;

/// <summary>What the pooling kernels ask of a SIMD width.</summary>
internal unsafe interface IPoolLane<TVector, T>
    where TVector : struct
    where T : unmanaged
{
    static abstract int Count { get; }

    static abstract TVector Load(T* source);

    /// <summary>Elements 0, 2, 4 …; touches 2 · Count elements.</summary>
    static abstract TVector LoadEven(T* source);

    static abstract void Store(T* destination, TVector value);

    static abstract TVector Broadcast(T value);

    static abstract TVector Add(TVector left, TVector right);

    static abstract TVector Divide(TVector left, TVector right);

    /// <summary>Replaces best and its offset where the value is larger, or is the first NaN.</summary>
    static abstract void Take(ref TVector best, ref TVector offsetOfBest, TVector value, TVector offset);

    /// <summary>The best as <see cref="Take"/> leaves it, where nobody asks for its place.</summary>
    static abstract TVector Larger(TVector best, TVector value);

    /// <summary>Element i: <c>first + i · step + offset[i]</c>, as integers; offsets are whole numbers.</summary>
    static abstract void StoreIndices(int* destination, TVector offset, int first, int step);
}
