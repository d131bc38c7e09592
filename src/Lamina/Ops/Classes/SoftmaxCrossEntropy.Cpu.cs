using System.Numerics;
using Lamina.Cpu;
using Lamina.Cpu.Classes;
using Lamina.Simd;

namespace Lamina.Ops;

internal sealed partial record SoftmaxCrossEntropy
{
    protected internal override void Compute(KernelCall call) => Lanes.Run(new Kernel(this), call.Inputs[0].DType, call);

    // A row's loss and weight in float64, which the mean is added up from.
    public override long Workspace(ReadOnlySpan<TensorSpec> inputs, ReadOnlySpan<TensorSpec> outputs) => 2 * sizeof(double) * inputs[1].Shape.Count;

    readonly struct Kernel(SoftmaxCrossEntropy op) : ILaneKernel
    {
        public void Run<L, T>(KernelCall call)
            where L : struct, IVectorLane<L, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            CrossEntropyGrains<L, T>.Run(op.Smoothing, op.IgnoreIndex, op.IsMean, op.Places, op.Asker, call);
    }
}

internal sealed partial record SoftmaxCrossEntropyGradient
{
    protected internal override void Compute(KernelCall call) => Lanes.Run(new Kernel(this), call.Inputs[0].DType, call);

    readonly struct Kernel(SoftmaxCrossEntropyGradient op) : ILaneKernel
    {
        public void Run<L, T>(KernelCall call)
            where L : struct, IVectorLane<L, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            CrossEntropyGradientGrains<L, T>.Run(op.Smoothing, op.IgnoreIndex, op.IsMean, call);
    }
}
