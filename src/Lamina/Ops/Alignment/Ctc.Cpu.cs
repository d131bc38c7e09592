using System.Numerics;
using Lamina.Cpu;
using Lamina.Cpu.Alignment;
using Lamina.Simd;

namespace Lamina.Ops;

internal sealed partial record Ctc
{
    // Paths are summed up in float64: over a thousand steps, float32 would leave four digits of a probability.
    protected internal override void Compute(KernelCall call) => Lanes.Run(new Kernel(this), DType.Float64, call);

    public override long Workspace(ReadOnlySpan<TensorSpec> inputs, ReadOnlySpan<TensorSpec> outputs) =>
        sizeof(double) * 2 * inputs[0].Shape[1] * RowOf(inputs[1].Shape[1]);

    readonly struct Kernel(Ctc op) : ILaneKernel
    {
        public void Run<L, T>(KernelCall call)
            where L : struct, IVectorLane<L, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            CtcGrains<L, T>.Run(new CtcBatch(call, op.Blank), op.ZeroInfinity, call);
    }
}

internal sealed partial record CtcGradient
{
    protected internal override void Compute(KernelCall call) => Lanes.Run(new Kernel(this), DType.Float64, call);

    public override long Workspace(ReadOnlySpan<TensorSpec> inputs, ReadOnlySpan<TensorSpec> outputs) =>
        sizeof(double) * 4 * inputs[0].Shape[1] * Ctc.RowOf(inputs[1].Shape[1]);

    readonly struct Kernel(CtcGradient op) : ILaneKernel
    {
        public void Run<L, T>(KernelCall call)
            where L : struct, IVectorLane<L, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            CtcGradientGrains<L, T>.Run(new CtcBatch(call, op.Blank), op.ZeroInfinity, call);
    }
}
