using System.Numerics;
using Lamina.Cpu.Optimize;
using Lamina.Simd;

namespace Lamina.Ops;

internal sealed partial record GradientNorm
{
    static long GrainsOf(long count) => NormGrains<OneNorm, Float1, float>.GrainsOf(count);

    protected internal override void Compute(KernelCall call)
    {
        double total = 0;
        foreach (Operand input in call.Inputs)
        {
            if (!input.Layout.IsDense)
                throw new ShapeException($"{Name}: a gradient {input.Shape} has gaps.");
            bool wide = input.DType == DType.Float64;
            double part = Tier.Current switch
            {
                SimdTier.Vector512 when wide => Measure<Double8, double>(input, call.Workspace),
                SimdTier.Vector256 when wide => Measure<Double4, double>(input, call.Workspace),
                SimdTier.Vector128 when wide => Measure<Double2, double>(input, call.Workspace),
                SimdTier.Vector512 => Measure<Float16, float>(input, call.Workspace),
                SimdTier.Vector256 => Measure<Float8, float>(input, call.Workspace),
                SimdTier.Vector128 => Measure<Float4, float>(input, call.Workspace),
                _ => wide ? Measure<Double1, double>(input, call.Workspace) : Measure<Float1, float>(input, call.Workspace),
            };
            total = double.IsPositiveInfinity(Order) ? Math.Max(total, part) : total + part;
        }

        double norm = Order == 2 ? Math.Sqrt(total) : total, factor = Limit / (norm + 1e-6);
        Write(call.Outputs[0], norm);
        Write(call.Outputs[1], double.IsNaN(factor) ? factor : Math.Min(1, factor));
    }

    static unsafe void Write(in Operand output, double value)
    {
        if (output.DType == DType.Float64)
            *(double*)output.Address = value;
        else
            *(float*)output.Address = (float)value;
    }

    double Measure<L, T>(in Operand input, nint workspace)
        where L : struct, IVectorLane<L, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Order switch
        {
            1 => NormGrains<OneNorm, L, T>.Measure(input, workspace),
            2 => NormGrains<TwoNorm, L, T>.Measure(input, workspace),
            _ => NormGrains<LargestNorm, L, T>.Measure(input, workspace),
        };
}
