namespace Lamina.Tests.Ops;

/// <summary>Sparse matrices are the dense ones they stand for.</summary>
public sealed class SparseMatrixTests
{
    static readonly Tensor Dense = Tensor.From([[0f, 2, 0], [0, 0, 0], [3, 0, -1], [0, 0, 4]]);

    [Fact]
    public void Entries_of_a_dense_matrix_are_kept_by_rows()
    {
        SparseMatrix sparse = SparseMatrix.From(Dense);
        Assert.Equal([0L, 2, 2, 3], sparse.Rows.ToArray<long>());
        Assert.Equal([1L, 0, 2, 2], sparse.Columns.ToArray<long>());
        Assert.Equal([2f, 3, -1, 4], sparse.Values.ToArray<float>());
        Assert.Equal([0L, 1, 1, 3, 4], sparse.RowStarts.ToArray<long>());
        Assert.Equal(Dense.ToArray<float>(), sparse.ToDense().ToArray<float>());
        Assert.Equal(Dense.Transpose(0, 1).ToArray<float>(), sparse.Transpose().ToDense().ToArray<float>());
    }

    [Fact]
    public void Entries_come_in_any_order_and_those_at_one_place_are_added()
    {
        SparseMatrix sparse = SparseMatrix.From(Tensor.From([2L, 0, 2, 2]), Tensor.From([1L, 0, 0, 1]), Tensor.From([5f, 1, 2, -7]), 3, 2);
        Assert.Equal([1f, 0, 0, 0, 2, -2], sparse.ToDense().ToArray<float>());
        Assert.Equal(3, sparse.Count);
    }

    [Fact]
    public void Products_are_the_dense_ones()
    {
        Tensor x = Tensor.From([[1f, 2], [3, 4], [5, 6]]);
        Assert.Equal(Dense.MatMul(x).ToArray<float>(), SparseMatrix.From(Dense).Multiply(x).ToArray<float>());
    }

    [Fact]
    public void Gradients_are_those_of_the_dense_product()
    {
        Tensor w = Tensor.From([[1f, 2], [3, 4], [5, 6]]).RequireGrad(), upstream = Tensor.From([[1f, -1], [2, 0.5f], [3, 1], [-2, 4]]);
        SparseMatrix sparse = SparseMatrix.From(Dense);
        Tensor values = sparse.Values.RequireGrad();
        (Tensor dValues, Tensor dw) = (sparse.With(values).Multiply(w) * upstream).Sum().Gradients(values, w);
        Assert.Equal(Dense.Transpose(0, 1).MatMul(upstream).ToArray<float>(), dw.ToArray<float>());
        float[] full = upstream.MatMul(w.Detach().Transpose(0, 1)).ToArray<float>();
        Assert.Equal([full[1], full[6], full[8], full[11]], dValues.ToArray<float>());
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        SparseMatrix sparse = SparseMatrix.From(Dense);
        Assert.Contains("needs 3 rows", Assert.Throws<ShapeException>(() => sparse.Multiply(Tensor.Zeros([4, 2]))).Message, StringComparison.Ordinal);
        Assert.Contains("values [4]", Assert.Throws<ShapeException>(() => sparse.With(Tensor.Zeros([3]))).Message, StringComparison.Ordinal);
        Assert.Contains("row 3", Assert.Throws<IndexException>(() => SparseMatrix.From(Tensor.From([3L]), Tensor.From([0L]), Tensor.From([1f]), 3, 2)).Message, StringComparison.Ordinal);
        Assert.Contains("[entries]", Assert.Throws<ShapeException>(() => SparseMatrix.From(Tensor.From([3L]), Tensor.From([0L, 1]), Tensor.From([1f]), 3, 2)).Message, StringComparison.Ordinal);
        Assert.Contains("floating-point", Assert.Throws<DTypeException>(() => SparseMatrix.From(Tensor.From([0L]), Tensor.From([0L]), Tensor.From([1L]), 3, 2)).Message, StringComparison.Ordinal);
    }
}
