namespace Lamina.Cpu.Products;

/// <summary>What is done to a tile of a finished matrix product while it is still in the first cache: an activation, a residual.</summary>
internal unsafe interface IProductEpilogue<T>
    where T : unmanaged
{
    /// <summary>Nothing is to be done, and <see cref="Apply"/> is not called.</summary>
    static abstract bool IsEmpty { get; }

    /// <summary>Changes the tile at (row, column) of product <paramref name="batch"/> in place. Each element is in exactly one tile; tiles come in any order, on any thread.</summary>
    void Apply(T* tile, long rowStride, long batch, long row, long column, int rows, int columns);
}

/// <summary>Leaves the product as it is.</summary>
internal readonly unsafe struct NoEpilogue<T> : IProductEpilogue<T>
    where T : unmanaged
{
    public static bool IsEmpty => true;

    public void Apply(T* tile, long rowStride, long batch, long row, long column, int rows, int columns)
    {
    }
}
