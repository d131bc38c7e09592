namespace Lamina.Cpu.Products;

/// <summary>Element (r, c) of a matrix lies at <c>Data[r · RowStride + c · ColumnStride]</c>; strides count elements.</summary>
internal readonly unsafe struct MatrixView<T>(T* data, long rowStride, long columnStride)
    where T : unmanaged
{
    public readonly T* Data = data;
    public readonly long RowStride = rowStride;
    public readonly long ColumnStride = columnStride;

    /// <summary>The same elements with rows and columns exchanged.</summary>
    public MatrixView<T> Transposed => new(Data, ColumnStride, RowStride);

    /// <summary>The matrix that begins at the given element.</summary>
    public MatrixView<T> From(long row, long column)
        => new(Data + row * RowStride + column * ColumnStride, RowStride, ColumnStride);

    /// <summary>The same strides from another start, <paramref name="elements"/> further on.</summary>
    public MatrixView<T> Shifted(long elements) => new(Data + elements, RowStride, ColumnStride);
}
