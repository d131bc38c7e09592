using System.Numerics;
using Lamina.Ops;
using Lamina.Simd;

namespace Lamina.Cpu.Reductions;

/// <summary>From a reduction and operands to the loops that run.</summary>
internal static class ReductionKernels
{
    /// <summary>Room for partial results, and for results that are rounded on the way out.</summary>
    public static long Workspace(in TensorSpec input, uint axes)
    {
        // Splits are at most 64 divided by the blocks of up to 256 columns: see RealReduction.Splits.
        long kept = 1;
        for (int i = 0; i < input.Shape.Rank; i++)
            kept *= (axes >> i & 1) == 0 ? input.Shape[i] : 1;
        return input.DType.IsFloatingPoint() ? kept * 8 * Math.Clamp(64 * 256 / Math.Max(1, kept), 1, 64) : 0;
    }

    public static void Run<R>(uint axes, KernelCall call)
        where R : struct, IReduction
    {
        ReductionPlan plan = ReductionPlan.Make(call.Inputs[0], axes);
        if (plan.Kept == 0)
            return;
        if (!call.Inputs[0].DType.IsFloatingPoint())
        {
            WholeReduction<R>.Run(plan, call.Outputs[0], call.Inputs[0]);
            return;
        }

        bool wide = call.Inputs[0].DType == DType.Float64;
        switch (Tier.Current)
        {
            case SimdTier.Vector512 when wide: Run<R, Double8, Double1, double>(plan, call); break;
            case SimdTier.Vector256 when wide: Run<R, Double4, Double1, double>(plan, call); break;
            case SimdTier.Vector128 when wide: Run<R, Double2, Double1, double>(plan, call); break;
            case SimdTier.Vector512: Run<R, Float16, Float1, float>(plan, call); break;
            case SimdTier.Vector256: Run<R, Float8, Float1, float>(plan, call); break;
            case SimdTier.Vector128: Run<R, Float4, Float1, float>(plan, call); break;
            default:
                if (wide)
                    Run<R, Double1, Double1, double>(plan, call);
                else
                    Run<R, Float1, Float1, float>(plan, call);
                break;
        }
    }

    static void Run<R, L, S, T>(in ReductionPlan plan, KernelCall call)
        where R : struct, IReduction
        where L : struct, IVectorLane<L, T>
        where S : struct, IVectorLane<S, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        long splits = RealReduction<R, L, S, T>.Splits(plan);
        RealReduction<R, L, S, T>.Run(plan, call.Outputs[0], call.Inputs[0], call.Workspace, splits);
    }
}
