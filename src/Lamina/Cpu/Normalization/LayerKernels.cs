using System.Numerics;
using Lamina.Ops;
using Lamina.Simd;

namespace Lamina.Cpu.Normalization;

/// <summary>Normalization of rows over any lanes.</summary>
internal readonly struct LayerKernel<C>(double epsilon) : ILaneKernel
    where C : struct, IRowCenter
{
    public void Run<L, T>(KernelCall call)
        where L : struct, IVectorLane<L, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => LayerGrains<L, T, C>.Run(epsilon, call);
}

/// <summary>The gradients of the normalization of rows over any lanes.</summary>
internal readonly struct LayerGradientKernel<C> : ILaneKernel
    where C : struct, IRowCenter
{
    public void Run<L, T>(KernelCall call)
        where L : struct, IVectorLane<L, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => LayerGradientGrains<L, T, C>.Run(call);
}
