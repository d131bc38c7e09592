using Lamina.Ops;

namespace Lamina;

/// <summary>
/// A matrix of which the entries that are not 0 are kept alone: their rows, columns and values, in the order of the rows and within a row of the
/// columns (the compressed sparse row form, of which <see cref="RowStarts"/> is the third list). Immutable; the values may need a gradient.
/// </summary>
public sealed class SparseMatrix
{
    SparseMatrix(Tensor rows, Tensor columns, Tensor values, Shape shape) => (Rows, Columns, Values, Shape) = (rows, columns, values, shape);

    /// <summary>The row of each entry: int64 [entries], rising.</summary>
    public Tensor Rows { get; }

    /// <summary>The column of each entry: int64 [entries].</summary>
    public Tensor Columns { get; }

    /// <summary>The values: floating point [entries].</summary>
    public Tensor Values { get; }

    /// <summary>[rows, columns].</summary>
    public Shape Shape { get; }

    /// <summary>How many entries are kept.</summary>
    public long Count => Values.Count;

    /// <summary>Where the entries of each row begin: int64 [rows + 1]; those of row i are RowStarts[i] … RowStarts[i + 1] − 1.</summary>
    public Tensor RowStarts
    {
        get
        {
            long[] starts = new long[Shape[0] + 1];
            foreach (long row in Rows.ToArray<long>())
                starts[row + 1]++;
            for (int i = 1; i < starts.Length; i++)
                starts[i] += starts[i - 1];
            return Tensor.From(starts);
        }
    }

    /// <summary>A matrix from its entries, in any order. Values at one place are added up.</summary>
    /// <param name="rows">The row of each entry: integers [entries].</param>
    /// <param name="columns">The column of each entry: integers [entries].</param>
    /// <param name="values">Their values: floating point [entries].</param>
    /// <param name="rowCount">How many rows there are.</param>
    /// <param name="columnCount">How many columns there are.</param>
    /// <exception cref="ShapeException">The lists are not of one length, or a size is negative.</exception>
    /// <exception cref="DTypeException">Rows or columns are no integers, or the values no floating-point numbers.</exception>
    /// <exception cref="IndexException">An entry lies outside of the matrix.</exception>
    public static SparseMatrix From(Tensor rows, Tensor columns, Tensor values, long rowCount, long columnCount)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(values);
        if (values.Rank != 1 || rows.Shape != values.Shape || columns.Shape != values.Shape)
            throw new ShapeException($"SparseMatrix: rows {rows.Shape}, columns {columns.Shape} and values {values.Shape}; each has one number for every entry, [entries].");
        if (rowCount < 0 || columnCount < 0)
            throw new ShapeException($"SparseMatrix: {rowCount} rows and {columnCount} columns; neither can be negative.");
        if (!values.DType.IsFloatingPoint())
            throw new DTypeException($"SparseMatrix: values are floating-point numbers; got {values.Spec}. Convert them with `To`.");
        long[] row = rows.AsIndex("SparseMatrix").ToArray<long>(), column = columns.AsIndex("SparseMatrix").ToArray<long>();
        for (int i = 0; i < row.Length; i++)
        {
            if ((ulong)row[i] >= (ulong)rowCount || (ulong)column[i] >= (ulong)columnCount)
                throw new IndexException($"SparseMatrix: entry {i} stands in row {row[i]} and column {column[i]} of a matrix of {rowCount} rows and {columnCount} columns; both count from 0.");
        }

        int[] order = [.. Enumerable.Range(0, row.Length).OrderBy(i => row[i]).ThenBy(i => column[i])];
        List<int> first = [];
        long[] place = new long[order.Length];
        for (int i = 0; i < order.Length; i++)
        {
            if (i == 0 || row[order[i]] != row[order[i - 1]] || column[order[i]] != column[order[i - 1]])
                first.Add(order[i]);
            place[i] = first.Count - 1;
        }

        Tensor sorted = values.IndexSelect(0, Tensor.From<long>([.. order.Select(i => (long)i)], [order.Length]));
        if (first.Count < order.Length)
            sorted = Tensor.Zeros([first.Count], values.DType).IndexAdd(0, Tensor.From(place), sorted);
        return new SparseMatrix(Places(row), Places(column), sorted, [rowCount, columnCount]);

        Tensor Places(long[] all) => Tensor.From<long>([.. first.Select(i => all[i])], [first.Count]);
    }

    /// <summary>What is not 0 of a dense matrix, without a gradient.</summary>
    /// <param name="dense">Floating point [rows, columns].</param>
    /// <exception cref="ShapeException">It is no matrix.</exception>
    public static SparseMatrix From(Tensor dense)
    {
        ArgumentNullException.ThrowIfNull(dense);
        if (dense.Rank != 2)
            throw new ShapeException($"SparseMatrix: a matrix is [rows, columns]; got {dense.Shape}.");
        Tensor places = dense.Detach().NonZero(), rows = places.Select(1, 0).Contiguous(), columns = places.Select(1, 1).Contiguous();
        Tensor values = dense.Detach().Contiguous().Reshape(-1).IndexSelect(0, (rows * dense.Shape[1]) + columns);
        return new SparseMatrix(rows, columns, values, dense.Shape);
    }

    /// <summary>This matrix times a dense one: [rows, columns] · [columns, width] → [rows, width]. Differentiable in both.</summary>
    /// <param name="x">The dense matrix. 16-bit floats are added up in float32 and rounded once.</param>
    /// <remarks>Each element is the sum of its row's entries in the order of their columns. The gradient of the values is computed only if they need one.</remarks>
    /// <exception cref="ShapeException">The second matrix has another number of rows than this one has columns.</exception>
    /// <exception cref="DTypeException">The second matrix is of integers.</exception>
    public Tensor Multiply(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Rank != 2 || x.Shape[0] != Shape[1])
            throw new ShapeException($"sparse_matmul: {Shape} times {x.Shape}; the second matrix needs {Shape[1]} rows. Transpose one of them, or check which is which.");
        return SparseProduct.Run(Shape[0], Rows, Columns, Values, x);
    }

    /// <summary>The matrix with rows and columns exchanged.</summary>
    public SparseMatrix Transpose() => From(Columns, Rows, Values, Shape[1], Shape[0]);

    /// <summary>The same entries with other values.</summary>
    /// <param name="values">Floating point [entries], in the order of <see cref="Values"/>.</param>
    /// <exception cref="ShapeException">There is not one value for each entry.</exception>
    /// <exception cref="DTypeException">They are no floating-point numbers.</exception>
    public SparseMatrix With(Tensor values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Shape != Values.Shape)
            throw new ShapeException($"SparseMatrix: {Count} entries need values [{Count}]; got {values.Shape}.");
        return values.DType.IsFloatingPoint()
            ? new SparseMatrix(Rows, Columns, values, Shape)
            : throw new DTypeException($"SparseMatrix: values are floating-point numbers; got {values.Spec}. Convert them with `To`.");
    }

    /// <summary>The matrix with its zeros: [rows, columns].</summary>
    public Tensor ToDense() => Tensor.Zeros([Shape.Count], Values.DType).IndexAdd(0, (Rows * Shape[1]) + Columns, Values).Reshape(Shape);

    /// <summary>The shape and the number of entries.</summary>
    public override string ToString() => $"SparseMatrix({Shape[0]}×{Shape[1]}, {Count} entries)";
}
