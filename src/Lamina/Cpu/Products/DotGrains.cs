using System.Numerics;
using System.Runtime.CompilerServices;

namespace Lamina.Cpu.Products;

/// <summary>
/// Matrix product with few rows when both operands run along K in memory (a batch of few samples times a weight
/// matrix, or a matrix times a vector): each element is a dot product of two contiguous rows, and nothing is packed.
/// </summary>
/// <remarks>
/// Sum of an element: lane i sums the terms k ≡ i modulo the number of lanes, in ascending order with fused
/// multiply-adds from zero; then the lanes are added, halving. Four columns are done at once, to share the loads of A.
/// </remarks>
internal readonly unsafe struct DotGrains<TLane, TVector, T, TEpilogue>(ProductCall<T>* call, TEpilogue* epilogue) : IGrains
    where TLane : struct, ITileLane<TVector, T>
    where TVector : struct
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TEpilogue : unmanaged, IProductEpilogue<T>
{
    /// <summary>With more rows than this, packing B pays.</summary>
    const int MostRows = 16;

    const long WorkOfGrain = 32768;

    static long ColumnsOfGrain(ProductCall<T>* call)
        => Math.Max(4, (WorkOfGrain / Math.Max(1, call->M * call->K) + 3) & ~3L);

    readonly long _columns = ColumnsOfGrain(call);

    public static bool Serves(ProductCall<T>* call)
        => call->M <= MostRows && call->A.ColumnStride == 1 && call->B.RowStride == 1 && call->K >= 2 * TLane.Count
            && (call->B.ColumnStride != 1 || call->N == 1);

    public long Count => call->Batch * ((call->N + _columns - 1) / _columns);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(long grain)
    {
        long blocks = (call->N + _columns - 1) / _columns;
        (long item, long blockOfItem) = Math.DivRem(grain, blocks);
        long first = blockOfItem * _columns, end = Math.Min(first + _columns, call->N);
        T* a = call->A.Data + item * call->BatchStrideA;
        T* b = call->B.Data + item * call->BatchStrideB;
        T* c = call->C + item * call->BatchStrideC;
        long k = call->K;
        long step = call->B.ColumnStride;
        T* sums = stackalloc T[4];
        for (long j = first; j < end; j += 4)
        {
            int columns = (int)Math.Min(4, end - j);
            // Columns beyond the end repeat the last one, and their sums are dropped.
            T* b0 = b + j * step;
            T* b1 = b0 + (columns > 1 ? step : 0);
            T* b2 = b1 + (columns > 2 ? step : 0);
            T* b3 = b2 + (columns > 3 ? step : 0);
            for (long i = 0; i < call->M; i++)
            {
                Dot4(k, a + i * call->A.RowStride, b0, b1, b2, b3, sums);
                T* to = c + i * call->RowStrideC + j;
                for (int q = 0; q < columns; q++)
                {
                    T sum = sums[q];
                    if (call->Accumulate)
                        sum = to[q] + sum;
                    if (call->ColumnBias != null)
                        sum += call->ColumnBias[j + q];
                    if (call->RowBias != null)
                        sum += call->RowBias[i];
                    to[q] = sum;
                }
            }
            if (!TEpilogue.IsEmpty)
                epilogue->Apply(c + j, call->RowStrideC, item, 0, j, (int)call->M, columns);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Dot4(long k, T* a, T* b0, T* b1, T* b2, T* b3, T* sums)
    {
        int lanes = TLane.Count;
        TVector s0 = default, s1 = default, s2 = default, s3 = default;
        long i = 0;
        for (; i <= k - lanes; i += lanes)
        {
            TVector x = TLane.Load(a + i);
            s0 = TLane.MultiplyAdd(x, TLane.Load(b0 + i), s0);
            s1 = TLane.MultiplyAdd(x, TLane.Load(b1 + i), s1);
            s2 = TLane.MultiplyAdd(x, TLane.Load(b2 + i), s2);
            s3 = TLane.MultiplyAdd(x, TLane.Load(b3 + i), s3);
        }
        if (i < k)
        {
            TVector mask = TLane.Mask((int)(k - i));
            TVector x = TLane.LoadMasked(a + i, mask);
            s0 = TLane.MultiplyAdd(x, TLane.LoadMasked(b0 + i, mask), s0);
            s1 = TLane.MultiplyAdd(x, TLane.LoadMasked(b1 + i, mask), s1);
            s2 = TLane.MultiplyAdd(x, TLane.LoadMasked(b2 + i, mask), s2);
            s3 = TLane.MultiplyAdd(x, TLane.LoadMasked(b3 + i, mask), s3);
        }
        sums[0] = TLane.Sum(s0);
        sums[1] = TLane.Sum(s1);
        sums[2] = TLane.Sum(s2);
        sums[3] = TLane.Sum(s3);
    }
}
