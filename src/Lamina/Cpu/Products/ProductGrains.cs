using System.Numerics;
using System.Runtime.CompilerServices;

namespace Lamina.Cpu.Products;

/// <summary>Operands and cut of a batch of matrix products, with unit column stride in C.</summary>
internal unsafe struct ProductCall<T>
    where T : unmanaged
{
    public long Batch, M, N, K;
    public MatrixView<T> A, B;
    public long BatchStrideA, BatchStrideB, BatchStrideC;
    public T* C;
    public long RowStrideC;
    public bool Accumulate;

    /// <summary>Added to each row (N elements) and each column (M elements), the same for all products; or null.</summary>
    public T* ColumnBias, RowBias;

    public ProductPlan Plan;

    /// <summary>Depth blocks <c>FirstDepth</c> … of B, packed for all grains: [depth block, panel]; or null.</summary>
    public T* PackedB;

    /// <summary>B was packed before, all of it: it may be cut into slices all the same.</summary>
    public bool IsWholeB;

    public long FirstDepth, DepthCount;

    /// <summary>Where the slices of a split sum go, one after the other: Slices × Batch × M × N; else null.</summary>
    public T* Partials;
}

/// <summary>
/// The blocked matrix product. A grain is a block of C (of one product of the batch and one slice of the sum): for each
/// depth block and each panel of B, the panel is packed into the first cache and all row tiles of the grain pass over it.
/// </summary>
internal readonly unsafe struct ProductGrains<TLane, TVector, T, TEpilogue>(ProductCall<T>* call, TEpilogue* epilogue) : IGrains
    where TLane : struct, ITileLane<TVector, T>
    where TVector : struct
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TEpilogue : unmanaged, IProductEpilogue<T>
{
    const int LinesAhead = 32, TermsAhead = 24;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(long grain)
    {
        ProductPlan* plan = &call->Plan;
        (grain, long columnBlock) = Math.DivRem(grain, plan->ColumnBlocks.Parts);
        (grain, long rowBlock) = Math.DivRem(grain, plan->RowBlocks.Parts);
        (long item, long slice) = Math.DivRem(grain, plan->Slices.Parts);

        T* a = call->A.Data + item * call->BatchStrideA;
        T* b = call->B.Data + item * call->BatchStrideB;
        T* c = call->C + item * call->BatchStrideC;
        TileBlock block = default;
        block.RowStrideC = call->RowStrideC;
        bool partial = call->Partials != null;
        if (partial)
        {
            c = call->Partials + (slice * call->Batch + item) * call->M * call->N;
            block.RowStrideC = call->N;
        }

        int lanes = TLane.Count;
        long firstTile = plan->RowBlocks.Start(rowBlock), tiles = plan->RowBlocks.Size(rowBlock);
        long firstRow = plan->RowTiles.Start(firstTile), rows = plan->RowTiles.Start(firstTile + tiles) - firstRow;
        long firstPanel = plan->ColumnBlocks.Start(columnBlock), panels = plan->ColumnBlocks.Size(columnBlock);
        bool shared = call->PackedB != null;
        bool slab = shared && !call->IsWholeB;
        long firstDepth = slab ? call->FirstDepth : plan->Slices.Start(slice);
        long depths = slab ? call->DepthCount : plan->Slices.Size(slice);
        long firstPacked = slab ? plan->Depths.Start(firstDepth) : 0;
        long mostDepth = plan->Depths.Largest;
        T* packedA = plan->PackA ? (T*)Scratch.Get(ScratchSlot.PackedA, rows * mostDepth * sizeof(T)) : null;
        T* packedB = plan->PackB && !shared ? (T*)Scratch.Get(ScratchSlot.PackedB, plan->Panels.Largest * lanes * mostDepth * sizeof(T)) : null;

        for (long d = 0; d < depths; d++)
        {
            long k = plan->Depths.Start(firstDepth + d);
            long depth = block.Depth = plan->Depths.Size(firstDepth + d);
            bool last = !partial && firstDepth + d == plan->Depths.Parts - 1;
            block.Accumulate = d > 0 || (!partial && (firstDepth > 0 || call->Accumulate));
            T* columnBias = last ? call->ColumnBias : null;
            T* rowBias = last ? call->RowBias : null;
            block.RowStrideA = call->A.RowStride;
            block.DepthStrideA = call->A.ColumnStride;
            if (packedA != null)
                PackA(plan, a + k * call->A.ColumnStride, firstTile, tiles, depth, packedA);

            for (long p = 0; p < panels; p++)
            {
                long firstVector = plan->Panels.Start(firstPanel + p);
                int vectors = (int)plan->Panels.Size(firstPanel + p);
                long column = firstVector * lanes;
                int width = (int)Math.Min(vectors * lanes, call->N - column);
                block.Tail = width - (vectors - 1) * lanes;
                T* panel = b + k * call->B.RowStride + column * call->B.ColumnStride;
                block.DepthStrideB = call->B.RowStride;
                if (shared)
                {
                    block.DepthStrideB = vectors * lanes;
                    panel = call->PackedB + (k - firstPacked) * plan->PackedColumns + column * depth;
                }
                else if (packedB != null)
                {
                    int pitch = vectors * lanes;
                    Packing.Pack(panel, call->B.ColumnStride, call->B.RowStride, width, depth, packedB, pitch);
                    panel = packedB;
                    block.DepthStrideB = pitch;
                }
                T* next = shared && p + 1 < panels ? panel + depth * vectors * lanes : null;
                block.BytesAhead = next == null ? 0 : Math.Max(1, vectors * lanes * sizeof(T) / tiles);
                T* bias = columnBias == null ? null : columnBias + column;

                for (long t = 0; t < tiles; t++)
                {
                    long row = plan->RowTiles.Start(firstTile + t);
                    int height = (int)plan->RowTiles.Size(firstTile + t);
                    T* tileA = a + row * call->A.RowStride + k * call->A.ColumnStride;
                    if (packedA != null)
                    {
                        tileA = packedA + (row - firstRow) * depth;
                        block.RowStrideA = 1;
                        block.DepthStrideA = height;
                    }
                    // The next panel comes from the third cache; the tiles of this one leave time to fetch it.
                    block.Ahead = next == null ? null : (byte*)next + t * depth * block.BytesAhead;
                    if (p == 0 && packedA == null && call->A.ColumnStride != 1)
                    {
                        // A across memory is beyond the hardware's own prefetching.
                        block.Ahead = tileA + TermsAhead * call->A.ColumnStride;
                        block.BytesAhead = call->A.ColumnStride * sizeof(T);
                    }
                    T* tile = c + row * block.RowStrideC + column;
                    TileTable<TLane, TVector, T>.Get(height, vectors, block.Tail != lanes)(
                        &block, tileA, panel, tile, bias, rowBias == null ? null : rowBias + row);
                    if (!TEpilogue.IsEmpty && last)
                        epilogue->Apply(tile, block.RowStrideC, item, row, column, height, width);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void PackA(ProductPlan* plan, T* a, long firstTile, long tiles, long depth, T* packed)
    {
        if (call->A.RowStride == 1)
        {
            long rows = plan->RowTiles.Start(firstTile + tiles) - plan->RowTiles.Start(firstTile);

            // A transposed: whole lines of memory are read at a time, and dealt out to the tiles.
            for (long k = 0; k < depth; k++)
            {
                T* from = a + k * call->A.ColumnStride + plan->RowTiles.Start(firstTile);
                T* to = packed;

                // Short lines far apart are beyond the hardware's own prefetching.
                for (long ahead = 0; ahead < rows; ahead += 64 / sizeof(T))
                    TLane.Prefetch(from + LinesAhead * call->A.ColumnStride + ahead);
                for (long t = 0; t < tiles; t++)
                {
                    int height = (int)plan->RowTiles.Size(firstTile + t);
                    Packing.CopyShort(from, to + k * height, height);
                    from += height;
                    to += height * depth;
                }
            }
            return;
        }
        for (long t = 0; t < tiles; t++)
        {
            long row = plan->RowTiles.Start(firstTile + t);
            int height = (int)plan->RowTiles.Size(firstTile + t);
            Packing.Pack(a + row * call->A.RowStride, call->A.RowStride, call->A.ColumnStride, height, depth, packed, height);
            packed += height * depth;
        }
    }
}
