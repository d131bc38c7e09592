using System.Numerics;
using System.Runtime.Intrinsics;
using Lamina.Simd;

namespace Lamina.Cpu.Products;

/// <summary>
/// C = A · B, or C += A · B, for float and double matrices with any strides, alone or in batches.
/// </summary>
/// <remarks>
/// <para>
/// Order of sums: the K terms of an element are cut into equal blocks of at most 512 by K alone; each block is one chain of
/// fused multiply-adds from zero in ascending order; the blocks are added in ascending order; then C's old content, the
/// bias of the column, the bias of the row. Where the output is too small to occupy the machine, blocks form slices that
/// are summed apart and then added in ascending order; whether they do depends on the sizes, element type and SIMD
/// width. Products with few rows whose operands both run along K are sums of lanes instead (see DotGrains).
/// Nothing depends on the number of threads.
/// </para>
/// <para>C must not overlap A, B or the biases. NaN and infinity propagate as in the plain sum.</para>
/// </remarks>
internal static unsafe class MatrixProduct
{
    /// <summary>
    /// C[m, n] = or += A[m, k] · B[k, n]. <c>columnBias</c> is null or n numbers, the j-th added to column j;
    /// <c>rowBias</c> is null or m numbers, the i-th added to row i; <c>packedB</c> is null or what <see cref="PackedProduct"/> made of B.
    /// </summary>
    public static void Run<T>(
        long m, long n, long k, MatrixView<T> a, MatrixView<T> b, MatrixView<T> c,
        bool accumulate = false, T* columnBias = null, T* rowBias = null, T* packedB = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => RunBatch(1, m, n, k, a, 0, b, 0, c, 0, accumulate, columnBias, rowBias, default(NoEpilogue<T>), packedB);

    /// <summary>
    /// The product of each item of a batch; item i of an operand begins i · its batch stride further on. A and B may
    /// have batch stride 0 (the same matrix for all); C may not.
    /// </summary>
    public static void RunBatch<T>(
        long batch, long m, long n, long k,
        MatrixView<T> a, long batchStrideA, MatrixView<T> b, long batchStrideB, MatrixView<T> c, long batchStrideC,
        bool accumulate = false, T* columnBias = null, T* rowBias = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => RunBatch(
            batch, m, n, k, a, batchStrideA, b, batchStrideB, c, batchStrideC,
            accumulate, columnBias, rowBias, default(NoEpilogue<T>));

    /// <summary>
    /// As above, with an epilogue applied to each finished tile. With an epilogue, C must have unit column stride.
    /// </summary>
    public static void RunBatch<T, TEpilogue>(
        long batch, long m, long n, long k,
        MatrixView<T> a, long batchStrideA, MatrixView<T> b, long batchStrideB, MatrixView<T> c, long batchStrideC,
        bool accumulate, T* columnBias, T* rowBias, TEpilogue epilogue, T* packedB = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TEpilogue : unmanaged, IProductEpilogue<T>
    {
        if (batch <= 0 || m <= 0 || n <= 0)
            return;
        if (c.ColumnStride != 1 && n > 1)
        {
            if (!TEpilogue.IsEmpty)
                throw new ArgumentException($"With an epilogue the columns of C must lie side by side; their stride is {c.ColumnStride}.", nameof(c));
            if (c.RowStride == 1 || m == 1)
            {
                RunBatch(
                    batch, n, m, k, b.Transposed, batchStrideB, a.Transposed, batchStrideA, c.Transposed, batchStrideC,
                    accumulate, rowBias, columnBias, epilogue);
                return;
            }
            RunScattered(batch, m, n, k, a, batchStrideA, b, batchStrideB, c, batchStrideC, accumulate, columnBias, rowBias);
            return;
        }
        if (n == 1 && m > 1 && c.RowStride == 1 && TEpilogue.IsEmpty)
        {
            // A matrix times a vector: as a row, its elements fill vectors.
            RunBatch(
                batch, 1, m, k, b.Transposed, batchStrideB, a.Transposed, batchStrideA, c.Transposed, batchStrideC,
                accumulate, rowBias, columnBias, epilogue);
            return;
        }
        bool oneTall = batch > 1 && batchStrideB == 0 && batchStrideA == m * a.RowStride && batchStrideC == m * c.RowStride
            && rowBias == null && TEpilogue.IsEmpty;
        if (oneTall)
        {
            m *= batch;
            batch = 1;
        }
        ProductCall<T> call = default;
        call.Batch = batch;
        call.M = m;
        call.N = n;
        call.K = Math.Max(k, 0);
        call.A = a;
        call.B = b;
        call.BatchStrideA = batchStrideA;
        call.BatchStrideB = batchStrideB;
        call.BatchStrideC = batchStrideC;
        call.C = c.Data;
        call.RowStrideC = c.RowStride;
        call.Accumulate = accumulate;
        call.ColumnBias = columnBias;
        call.RowBias = rowBias;
        call.PackedB = packedB;
        switch (Tier.Current)
        {
            case SimdTier.Vector512:
                Run<TileLane512<T>, Vector512<T>, T, TEpilogue>(&call, &epilogue);
                break;
            case SimdTier.Vector256:
                Run<TileLane256<T>, Vector256<T>, T, TEpilogue>(&call, &epilogue);
                break;
            case SimdTier.Vector128:
                Run<TileLane128<T>, Vector128<T>, T, TEpilogue>(&call, &epilogue);
                break;
            default:
                Run<TileLaneScalar<T>, T, T, TEpilogue>(&call, &epilogue);
                break;
        }
    }

    static void Run<TLane, TVector, T, TEpilogue>(ProductCall<T>* call, TEpilogue* epilogue)
        where TLane : struct, ITileLane<TVector, T>
        where TVector : struct
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TEpilogue : unmanaged, IProductEpilogue<T>
    {
        if (DotGrains<TLane, TVector, T, TEpilogue>.Serves(call))
        {
            DotGrains<TLane, TVector, T, TEpilogue> dots = new(call, epilogue);
            Workers.Run(dots.Count, dots);
            return;
        }
        call->Plan = PlanOf<TLane, TVector, T>(call);
        long slices = call->Plan.Slices.Parts;
        if (slices > 1)
            call->Partials = (T*)Scratch.Get(ScratchSlot.ProductPartials, slices * call->Batch * call->M * call->N * sizeof(T));
        long grains = call->Batch * slices * call->Plan.RowBlocks.Parts * call->Plan.ColumnBlocks.Parts;
        ProductGrains<TLane, TVector, T, TEpilogue> products = new(call, epilogue);
        ProductPlan* plan = &call->Plan;
        call->IsWholeB = call->PackedB != null && plan->PackB;
        if (!call->IsWholeB)
            call->PackedB = null;
        if (plan->DepthsOfSlab == 0 || call->IsWholeB)
            Workers.Run(grains, products);
        else
        {
            call->PackedB = (T*)Scratch.Get(ScratchSlot.ProductPanels, plan->DepthsOfSlab * plan->Depths.Largest * plan->PackedColumns * sizeof(T));
            for (call->FirstDepth = 0; call->FirstDepth < plan->Depths.Parts; call->FirstDepth += plan->DepthsOfSlab)
            {
                call->DepthCount = Math.Min(plan->DepthsOfSlab, plan->Depths.Parts - call->FirstDepth);
                Workers.Run(call->DepthCount * plan->Panels.Parts, new ProductPackGrains<T>(call, TLane.Count));
                Workers.Run(grains, products);
            }
        }
        if (slices > 1)
        {
            PartialSumGrains<TLane, TVector, T, TEpilogue> sums = new(call, epilogue);
            // Adding the slices is worth a second region only when there is much to add.
            if (slices * call->Batch * call->M * call->N > 1 << 17)
                Workers.Run(call->Batch * call->M, sums);
            else
                for (long row = 0; row < call->Batch * call->M; row++)
                    sums.Run(row);
        }
    }

    internal static ProductPlan PlanOf<TLane, TVector, T>(ProductCall<T>* call)
        where TLane : struct, ITileLane<TVector, T>
        where TVector : struct
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => new(
            call->Batch, call->M, call->N, call->K, TLane.Count, TLane.TileRows, TLane.TileVectors, sizeof(T),
            call->A.RowStride, call->A.ColumnStride, call->B.ColumnStride, call->Batch == 1 || call->BatchStrideB == 0);

    /// <summary>For a C without unit stride: the product goes to scratch, item by item, and is copied from there.</summary>
    static void RunScattered<T>(
        long batch, long m, long n, long k,
        MatrixView<T> a, long batchStrideA, MatrixView<T> b, long batchStrideB, MatrixView<T> c, long batchStrideC,
        bool accumulate, T* columnBias, T* rowBias)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T* tile = (T*)Scratch.Get(ScratchSlot.ProductTile, m * n * sizeof(T));
        for (long item = 0; item < batch; item++)
        {
            T* to = c.Data + item * batchStrideC;
            if (accumulate)
                for (long i = 0; i < m; i++)
                    for (long j = 0; j < n; j++)
                        tile[i * n + j] = to[i * c.RowStride + j * c.ColumnStride];
            RunBatch(
                1, m, n, k, a.Shifted(item * batchStrideA), 0, b.Shifted(item * batchStrideB), 0,
                new MatrixView<T>(tile, n, 1), 0, accumulate, columnBias, rowBias, default(NoEpilogue<T>));
            for (long i = 0; i < m; i++)
                for (long j = 0; j < n; j++)
                    to[i * c.RowStride + j * c.ColumnStride] = tile[i * n + j];
        }
    }
}
