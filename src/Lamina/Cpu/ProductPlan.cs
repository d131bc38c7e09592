namespace Lamina.Cpu;

/// <summary>
/// How a matrix product is cut: a pure function of sizes, strides, element size and SIMD width, never of the number of
/// threads, so that any number gives the same bits.
/// </summary>
internal readonly struct ProductPlan
{
    /// <summary>Terms summed in registers before they go to C. The same for all widths, so that they agree.</summary>
    const long DepthOfBlock = 256;

    /// <summary>Multiply-adds per vector lane below which a second thread does not pay.</summary>
    const long WorkOfGrain = 8192;

    const long MostGrains = 64;

    /// <summary>Rows of a grain at most: its block of A stays in the second cache.</summary>
    const long RowsOfGrain = 512;

    /// <summary>Rows of micro-kernel tiles.</summary>
    public readonly Split RowTiles;

    /// <summary>Row tiles by grain.</summary>
    public readonly Split RowBlocks;

    /// <summary>Vectors by panel.</summary>
    public readonly Split Panels;

    /// <summary>Panels by grain.</summary>
    public readonly Split ColumnBlocks;

    /// <summary>Terms by block, blocks by slice: slices are summed apart and then added in order.</summary>
    public readonly Split Depths;

    /// <summary>Depth blocks by slice.</summary>
    public readonly Split Slices;

    public readonly bool PackA, PackB;

    public ProductPlan(
        long batch, long m, long n, long k,
        int lanes, int tileRows, int tileVectors, int elementSize,
        long rowStrideA, long columnStrideA, long rowStrideB, long columnStrideB)
    {
        long rowTiles = Ceiling(m, tileRows);
        long panels = Ceiling(Ceiling(n, lanes), tileVectors);
        RowTiles = new Split(m, rowTiles);
        Panels = new Split(Ceiling(n, lanes), panels);
        Depths = new Split(k, Math.Max(1, Ceiling(k, DepthOfBlock + DepthOfBlock / 2)));

        double work = (double)m * n * k / lanes;
        long wanted = (long)Math.Clamp(work * batch / WorkOfGrain, 1, MostGrains);
        long each = Ceiling(wanted, batch);
        // Splitting rows repeats the packing of B (k · n), splitting columns that of A (m · k): balance the two.
        double ideal = Math.Sqrt((double)each * m / n);
        long rows = Math.Clamp((long)Math.Round(ideal), 1, Math.Min(rowTiles, each));
        rows = Math.Max(rows, Ceiling(m, RowsOfGrain));
        long columns = Math.Clamp(Ceiling(each, rows), 1, panels);
        if (rows * columns < each)
            rows = Math.Clamp(Ceiling(each, columns), rows, rowTiles);
        RowBlocks = new Split(rowTiles, rows);
        ColumnBlocks = new Split(panels, columns);

        long slices = Math.Clamp(each / (rows * columns), 1, Depths.Parts);
        Slices = new Split(Depths.Parts, slices);

        long rowsOfGrain = RowBlocks.Largest * RowTiles.Largest;
        PackB = columnStrideB != 1 || rowsOfGrain > 4 * tileRows;
        bool manyPanels = ColumnBlocks.Largest > 2;
        // Rows a multiple of a kilobyte apart fight for the same cache sets.
        bool pathological = (rowStrideA * elementSize & 1023) == 0 && m > tileRows;
        PackA = manyPanels && (columnStrideA != 1 || pathological);
    }

    static long Ceiling(long value, long unit) => (value + unit - 1) / unit;
}
