using System.Numerics;

namespace Lamina.Cpu.Products;

/// <summary>Packs a slab of B for all grains of a product. A grain is a panel of a depth block.</summary>
internal readonly unsafe struct ProductPackGrains<T>(ProductCall<T>* call, int lanes) : IGrains
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public void Run(long grain)
    {
        ProductPlan* plan = &call->Plan;
        (long d, long p) = Math.DivRem(grain, plan->Panels.Parts);
        d += call->FirstDepth;
        long k = plan->Depths.Start(d), depth = plan->Depths.Size(d);
        long column = plan->Panels.Start(p) * lanes;
        int pitch = (int)plan->Panels.Size(p) * lanes;
        T* panel = call->PackedB + (k - plan->Depths.Start(call->FirstDepth)) * plan->PackedColumns + column * depth;
        Packing.Pack(
            call->B.Data + k * call->B.RowStride + column * call->B.ColumnStride, call->B.ColumnStride, call->B.RowStride,
            (int)Math.Min(pitch, call->N - column), depth, panel, pitch);
    }
}
