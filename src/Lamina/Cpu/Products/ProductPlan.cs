namespace Lamina.Cpu.Products;

/// <summary>
/// How a matrix product is cut: a pure function of sizes, strides, element size and SIMD width, never of the number of
/// threads, so that any number gives the same bits.
/// </summary>
internal readonly struct ProductPlan
{
    /// <summary>Terms summed in registers, at most, before they go to C. The same for all widths, so that they agree.</summary>
    const long DepthOfBlock = 512;

    /// <summary>Multiply-adds per vector lane below which a second thread does not pay.</summary>
    const long WorkOfGrain = 8192;

    const long MostGrains = 32;

    /// <summary>Elements of B from which it is packed once for all grains, in a region of its own.</summary>
    const long SharedElements = 1 << 16;

    const long BytesOfSlab = 8 << 20;

    const long RowsOfSlabGrain = 128;

    const long FewestRowsOfSlabGrain = 64;
    const long FewestPanelsToRepackA = 4;

    /// <summary>
    /// Up to so many panels of a grain an A across memory is cheaper read in place, a line of memory a term, fetched ahead; fewer, where all its lines fall into
    /// the same set of the first cache.
    /// </summary>
    const long PanelsToPackTransposedA = 4, PanelsToPackFightingA = 2;

    /// <summary>Up to so many panels, rows of A that fight for the same cache sets are read in place all the same.</summary>
    const long PanelsToPackFightingRows = 8;

    /// <summary>With fewer tiles of rows in a grain, B is cheaper read in place.</summary>
    const long TilesToPackB = 12;

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

    /// <summary>Depth blocks of B that are packed at a time for all grains; zero if each grain packs its own.</summary>
    public readonly long DepthsOfSlab;

    /// <summary>Columns of a packed depth block of B.</summary>
    public readonly long PackedColumns;

    public ProductPlan(
        long batch, long m, long n, long k,
        int lanes, int tileRows, int tileVectors, int elementSize,
        long rowStrideA, long columnStrideA, long columnStrideB, bool sharedB)
    {
        long rowTiles = Ceiling(m, tileRows);
        long panels = Ceiling(Ceiling(n, lanes), tileVectors);
        RowTiles = new Split(m, rowTiles);
        Panels = new Split(Ceiling(n, lanes), panels);
        Depths = new Split(k, Math.Max(1, Ceiling(k, DepthOfBlock)));

        double work = (double)m * n * k / lanes;
        long wanted = (long)Math.Clamp(work * batch / WorkOfGrain, 1, MostGrains);
        long each = Ceiling(wanted, batch);
        PackedColumns = Ceiling(n, lanes) * lanes;
        bool slab = sharedB && n * k >= SharedElements && m > RowsOfSlabGrain;
        long rows, columns;
        if (slab)
        {
            // B is packed once for all: grains are wide, so that A is fetched seldom. An A that every grain must pack is cut by rows rather than by
            // columns, as far as tiles of a panel remain.
            bool packsA = columnStrideA != 1 || FightsForSets(rowStrideA * elementSize);
            rows = packsA ? Math.Clamp(each, Ceiling(m, RowsOfSlabGrain), Ceiling(m, FewestRowsOfSlabGrain)) : Ceiling(m, RowsOfSlabGrain);
            columns = packsA ? Math.Clamp(each / rows, 1, Math.Max(1, panels / FewestPanelsToRepackA)) : Math.Clamp(Ceiling(each, rows), 1, panels);
        }
        else
        {
            // Splitting rows repeats the reading of B (k · n), splitting columns that of A (m · k): balance the two.
            rows = Math.Clamp((long)Math.Round(Math.Sqrt((double)each * m / n)), 1, Math.Min(rowTiles, each));
            rows = Math.Max(rows, Ceiling(m, RowsOfGrain));
            columns = Math.Clamp(Ceiling(each, rows), 1, panels);
            if (rows * columns < each)
                rows = Math.Clamp(Ceiling(each, columns), rows, rowTiles);
            // B across memory must be packed by every grain: let a few tiles share that.
            if (columnStrideB != 1)
                rows = Math.Max(Math.Min(rows, rowTiles / 4), Math.Max(1, Ceiling(m, RowsOfGrain)));
        }
        RowBlocks = new Split(rowTiles, rows);
        ColumnBlocks = new Split(panels, columns);

        long slices = slab ? 1 : Math.Clamp(each / (rows * columns), 1, Depths.Parts);
        Slices = new Split(Depths.Parts, slices);

        PackB = slab || columnStrideB != 1 || RowBlocks.Largest > TilesToPackB;
        if (slab)
            DepthsOfSlab = Math.Clamp(BytesOfSlab / (Depths.Largest * PackedColumns * elementSize), 1, Depths.Parts);
        // Packing rows that fight costs more than a few passes over them.
        bool pathological = FightsForSets(rowStrideA * elementSize) && m > tileRows;
        long inPlace = columnStrideA == 1 ? (pathological ? PanelsToPackFightingRows : long.MaxValue)
            : (columnStrideA * elementSize & 4095) == 0 ? PanelsToPackFightingA : PanelsToPackTransposedA;
        PackA = ColumnBlocks.Largest > inPlace;
    }

    /// <summary>Rows a multiple of a kilobyte apart fall into the same cache sets.</summary>
    static bool FightsForSets(long bytes) => (bytes & 1023) == 0;

    static long Ceiling(long value, long unit) => (value + unit - 1) / unit;
}
