using System.Numerics;
using System.Runtime.CompilerServices;

namespace Lamina.Cpu.Products;

/// <summary>
/// Adds the slices of split sums, in the order of the slices: ((s₀ + s₁) + s₂) + …, then what stood in C, the bias of
/// the column and the bias of the row. A grain is a row of one product.
/// </summary>
internal readonly unsafe struct PartialSumGrains<TLane, TVector, T, TEpilogue>(ProductCall<T>* call, TEpilogue* epilogue) : IGrains
    where TLane : struct, ITileLane<TVector, T>
    where TVector : struct
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TEpilogue : unmanaged, IProductEpilogue<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(long grain)
    {
        (long item, long row) = Math.DivRem(grain, call->M);
        long n = call->N;
        long step = call->Batch * call->M * n;
        T* c = call->C + item * call->BatchStrideC + row * call->RowStrideC;
        T* first = call->Partials + (item * call->M + row) * n;
        for (long j = 0; j < n; j += TLane.Count)
        {
            int count = (int)Math.Min(TLane.Count, n - j);
            TVector mask = TLane.Mask(count);
            TVector sum = TLane.LoadMasked(first + j, mask);
            for (long s = 1; s < call->Plan.Slices.Parts; s++)
                sum = TLane.Add(sum, TLane.LoadMasked(first + s * step + j, mask));
            if (call->Accumulate)
                sum = TLane.Add(TLane.LoadMasked(c + j, mask), sum);
            if (call->ColumnBias != null)
                sum = TLane.Add(sum, TLane.LoadMasked(call->ColumnBias + j, mask));
            if (call->RowBias != null)
                sum = TLane.Add(sum, TLane.Broadcast(call->RowBias + row));
            TLane.StoreMasked(c + j, mask, sum);
        }
        if (!TEpilogue.IsEmpty)
            for (long j = 0; j < n; j += 48)
                epilogue->Apply(c + j, call->RowStrideC, item, row, j, 1, (int)Math.Min(48, n - j));
    }
}
