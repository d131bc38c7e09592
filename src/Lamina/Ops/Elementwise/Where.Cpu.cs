using System.Numerics;
using Lamina.Cpu.Elementwise;
using Lamina.Simd;

namespace Lamina.Ops;

internal sealed partial record Where
{
    // Bits are moved, not numbers: elements of 4 and 8 bytes go through the lanes of float and double, whatever they mean.
    protected internal override void Compute(KernelCall call)
    {
        switch (call.Outputs[0].DType.Size(), Tier.Current)
        {
            case (4, SimdTier.Vector512): Run<Float16, float>(call); break;
            case (4, SimdTier.Vector256): Run<Float8, float>(call); break;
            case (4, SimdTier.Vector128): Run<Float4, float>(call); break;
            case (4, _): RunNarrow<uint>(call); break;
            case (8, SimdTier.Vector512): Run<Double8, double>(call); break;
            case (8, SimdTier.Vector256): Run<Double4, double>(call); break;
            case (8, SimdTier.Vector128): Run<Double2, double>(call); break;
            case (8, _): RunNarrow<ulong>(call); break;
            case (2, _): RunNarrow<ushort>(call); break;
            default: RunNarrow<byte>(call); break;
        }
    }

    static void Run<L, T>(KernelCall call)
        where L : struct, IVectorLane<L, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        StridedPlan plan = StridedPlan.Make(call.Outputs[0], call.Inputs);
        SegmentWalk<SelectSegment<L, T>>.Run(plan, new SelectSegment<L, T>(plan), call);
    }

    static void RunNarrow<T>(KernelCall call)
        where T : unmanaged
    {
        StridedPlan plan = StridedPlan.Make(call.Outputs[0], call.Inputs);
        SegmentWalk<ScalarSelectSegment<T>>.Run(plan, new ScalarSelectSegment<T>(plan), call);
    }
}
