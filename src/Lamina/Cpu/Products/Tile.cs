using System.Numerics;
using System.Runtime.CompilerServices;

namespace Lamina.Cpu.Products;

/// <summary>What all tiles of one block of a matrix product have in common. Strides count elements.</summary>
internal unsafe struct TileBlock
{
    /// <summary>Terms of each sum.</summary>
    public long Depth;

    /// <summary>Step in A from one row to the next, and from one term to the next.</summary>
    public long RowStrideA, DepthStrideA;

    /// <summary>Step in B from one term to the next; its columns lie side by side.</summary>
    public long DepthStrideB;

    /// <summary>For <see cref="TileWalk.Offsets"/>: where in B each term's columns begin.</summary>
    public long* OffsetsB;

    /// <summary>For <see cref="TileWalk.Segments"/>: terms of a segment, and of what is left of the first one; how far A and B jump behind each.</summary>
    public long SegmentDepth, FirstSegmentDepth, JumpA, JumpB;

    /// <summary>For <see cref="TileWalk.Segments"/>: segments of a group, and those left of the first one; how much further B jumps behind each.</summary>
    public long GroupSegments, FirstGroupSegments, GroupJumpB;

    /// <summary>Step in C from one row to the next; its columns lie side by side.</summary>
    public long RowStrideC;

    /// <summary>Elements of the last vector in a row that belong to C, for the kernels with a partial vector.</summary>
    public int Tail;

    /// <summary>Add to what stands in C.</summary>
    public bool Accumulate;

    /// <summary>Memory that the next tiles will read, and how much of it to ask for with each term: whole tiles bring it nearer meanwhile. Null for nothing.</summary>
    public void* Ahead;

    public long BytesAhead;
}

/// <summary>
/// The micro-kernel of the matrix product: a tile of C, up to 8 rows × 3 vectors, is summed in registers over the whole
/// depth, one fused multiply-add a term, beginning at zero; then C's old content (if asked), the bias of the column and
/// the bias of the row (if any) are added in this order.
/// </summary>
/// <remarks>
/// Rows, vectors, whether the last vector is partial and how the terms lie (a <see cref="TileWalk"/>) are type arguments:
/// the branches on them vanish, and the body is written once for all tiles. The 24 accumulators are named because an array of them would live in memory.
/// A is read by broadcast at any strides, so packed, plain and transposed operands take the same path.
/// </remarks>
internal static unsafe class Tile<TLane, TVector, T, TRows, TVectors, TPartial, TWalk>
    where TLane : struct, ITileLane<TVector, T>
    where TVector : struct
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TRows : struct, IConstant
    where TVectors : struct, IConstant
    where TPartial : struct, IConstant
    where TWalk : struct, IConstant
{
    const int DeepEnoughToPrefetch = 32;

    /// <summary>Computes one tile. Biases may be null; both point at the tile's own columns and rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(TileBlock* block, T* a, T* b, T* c, T* columnBias, T* rowBias)
    {
        TVector mask = TPartial.Value != 0 ? TLane.Mask(block->Tail) : default;
        TVector c00 = default, c01 = default, c02 = default;
        TVector c10 = default, c11 = default, c12 = default;
        TVector c20 = default, c21 = default, c22 = default;
        TVector c30 = default, c31 = default, c32 = default;
        TVector c40 = default, c41 = default, c42 = default;
        TVector c50 = default, c51 = default, c52 = default;
        TVector c60 = default, c61 = default, c62 = default;
        TVector c70 = default, c71 = default, c72 = default;
        long rowStride = block->RowStrideA;
        long rowStride3 = rowStride * 3;
        long depthStride = block->DepthStrideA;
        long depthStrideB = block->DepthStrideB;
        long* offsets = block->OffsetsB;
        T* firstB = b;
        T* a4 = a + 4 * rowStride;
        if (block->Depth >= DeepEnoughToPrefetch)
        {
            // The tile of C is needed at the end, all at once, and lies in rows far apart.
            T* row = c;
            for (int i = 0; i < TRows.Value; i++, row += block->RowStrideC)
            {
                TLane.Prefetch(row);
                if (TVectors.Value > 1)
                    TLane.Prefetch(row + TLane.Count);
                if (TVectors.Value > 2)
                    TLane.Prefetch(row + 2 * TLane.Count);
            }
        }
        byte* ahead = (byte*)(block->Ahead == null ? b : block->Ahead);
        long bytesAhead = block->BytesAhead;
        long left = block->FirstSegmentDepth, segments = block->FirstGroupSegments;
        for (long k = block->Depth; k > 0; k--)
        {
            if (TRows.Value == 8 && TVectors.Value == 3 && TWalk.Value == (int)TileWalk.Strides)
            {
                TLane.PrefetchSecond(ahead);
                ahead += bytesAhead;
            }
            if (TWalk.Value == (int)TileWalk.Offsets)
                b = firstB + *offsets++;
            TVector b0 = Column<Const1>(b, mask);
            TVector b1 = TVectors.Value > 1 ? Column<Const2>(b, mask) : default;
            TVector b2 = TVectors.Value > 2 ? Column<Const3>(b, mask) : default;
            TVector x;
            x = TLane.Broadcast(a);
            c00 = TLane.MultiplyAdd(x, b0, c00);
            if (TVectors.Value > 1)
                c01 = TLane.MultiplyAdd(x, b1, c01);
            if (TVectors.Value > 2)
                c02 = TLane.MultiplyAdd(x, b2, c02);
            if (TRows.Value > 1)
            {
                x = TLane.Broadcast(a + rowStride);
                c10 = TLane.MultiplyAdd(x, b0, c10);
                if (TVectors.Value > 1)
                    c11 = TLane.MultiplyAdd(x, b1, c11);
                if (TVectors.Value > 2)
                    c12 = TLane.MultiplyAdd(x, b2, c12);
            }
            if (TRows.Value > 2)
            {
                x = TLane.Broadcast(a + 2 * rowStride);
                c20 = TLane.MultiplyAdd(x, b0, c20);
                if (TVectors.Value > 1)
                    c21 = TLane.MultiplyAdd(x, b1, c21);
                if (TVectors.Value > 2)
                    c22 = TLane.MultiplyAdd(x, b2, c22);
            }
            if (TRows.Value > 3)
            {
                x = TLane.Broadcast(a + rowStride3);
                c30 = TLane.MultiplyAdd(x, b0, c30);
                if (TVectors.Value > 1)
                    c31 = TLane.MultiplyAdd(x, b1, c31);
                if (TVectors.Value > 2)
                    c32 = TLane.MultiplyAdd(x, b2, c32);
            }
            if (TRows.Value > 4)
            {
                x = TLane.Broadcast(a4);
                c40 = TLane.MultiplyAdd(x, b0, c40);
                if (TVectors.Value > 1)
                    c41 = TLane.MultiplyAdd(x, b1, c41);
                if (TVectors.Value > 2)
                    c42 = TLane.MultiplyAdd(x, b2, c42);
            }
            if (TRows.Value > 5)
            {
                x = TLane.Broadcast(a4 + rowStride);
                c50 = TLane.MultiplyAdd(x, b0, c50);
                if (TVectors.Value > 1)
                    c51 = TLane.MultiplyAdd(x, b1, c51);
                if (TVectors.Value > 2)
                    c52 = TLane.MultiplyAdd(x, b2, c52);
            }
            if (TRows.Value > 6)
            {
                x = TLane.Broadcast(a4 + 2 * rowStride);
                c60 = TLane.MultiplyAdd(x, b0, c60);
                if (TVectors.Value > 1)
                    c61 = TLane.MultiplyAdd(x, b1, c61);
                if (TVectors.Value > 2)
                    c62 = TLane.MultiplyAdd(x, b2, c62);
            }
            if (TRows.Value > 7)
            {
                x = TLane.Broadcast(a4 + rowStride3);
                c70 = TLane.MultiplyAdd(x, b0, c70);
                if (TVectors.Value > 1)
                    c71 = TLane.MultiplyAdd(x, b1, c71);
                if (TVectors.Value > 2)
                    c72 = TLane.MultiplyAdd(x, b2, c72);
            }
            a += depthStride;
            if (TRows.Value > 4)
                a4 += depthStride;
            if (TWalk.Value != (int)TileWalk.Offsets)
                b += depthStrideB;
            if (TWalk.Value == (int)TileWalk.Segments && --left == 0)
            {
                a += block->JumpA;
                a4 += block->JumpA;
                b += block->JumpB;
                left = block->SegmentDepth;
                if (--segments == 0)
                {
                    b += block->GroupJumpB;
                    segments = block->GroupSegments;
                }
            }
        }

        bool accumulate = block->Accumulate;
        long strideC = block->RowStrideC;
        Finish(c, c00, c01, c02, mask, accumulate, columnBias, rowBias);
        if (TRows.Value > 1)
            Finish(c + strideC, c10, c11, c12, mask, accumulate, columnBias, rowBias == null ? null : rowBias + 1);
        if (TRows.Value > 2)
            Finish(c + 2 * strideC, c20, c21, c22, mask, accumulate, columnBias, rowBias == null ? null : rowBias + 2);
        if (TRows.Value > 3)
            Finish(c + 3 * strideC, c30, c31, c32, mask, accumulate, columnBias, rowBias == null ? null : rowBias + 3);
        if (TRows.Value > 4)
            Finish(c + 4 * strideC, c40, c41, c42, mask, accumulate, columnBias, rowBias == null ? null : rowBias + 4);
        if (TRows.Value > 5)
            Finish(c + 5 * strideC, c50, c51, c52, mask, accumulate, columnBias, rowBias == null ? null : rowBias + 5);
        if (TRows.Value > 6)
            Finish(c + 6 * strideC, c60, c61, c62, mask, accumulate, columnBias, rowBias == null ? null : rowBias + 6);
        if (TRows.Value > 7)
            Finish(c + 7 * strideC, c70, c71, c72, mask, accumulate, columnBias, rowBias == null ? null : rowBias + 7);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector Column<TOrdinal>(T* b, TVector mask)
        where TOrdinal : struct, IConstant
        => TPartial.Value != 0 && TOrdinal.Value == TVectors.Value
            ? TLane.LoadMasked(b + (TOrdinal.Value - 1) * TLane.Count, mask)
            : TLane.Load(b + (TOrdinal.Value - 1) * TLane.Count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Finish(T* c, TVector v0, TVector v1, TVector v2, TVector mask, bool accumulate, T* columnBias, T* rowBias)
    {
        Finish<Const1>(c, v0, mask, accumulate, columnBias, rowBias);
        if (TVectors.Value > 1)
            Finish<Const2>(c, v1, mask, accumulate, columnBias, rowBias);
        if (TVectors.Value > 2)
            Finish<Const3>(c, v2, mask, accumulate, columnBias, rowBias);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Finish<TOrdinal>(T* c, TVector value, TVector mask, bool accumulate, T* columnBias, T* rowBias)
        where TOrdinal : struct, IConstant
    {
        int first = (TOrdinal.Value - 1) * TLane.Count;
        if (accumulate)
            value = TLane.Add(Column<TOrdinal>(c, mask), value);
        if (columnBias != null)
            value = TLane.Add(value, Column<TOrdinal>(columnBias, mask));
        if (rowBias != null)
            value = TLane.Add(value, TLane.Broadcast(rowBias));
        if (TPartial.Value != 0 && TOrdinal.Value == TVectors.Value)
            TLane.StoreMasked(c + first, mask, value);
        else
            TLane.Store(c + first, value);
    }
}
