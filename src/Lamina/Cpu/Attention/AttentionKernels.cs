using System.Numerics;
using Lamina.Ops;
using Lamina.Simd;

namespace Lamina.Cpu.Attention;

/// <summary>Attention over any lanes.</summary>
internal readonly struct AttentionKernel(double scale, bool isCausal) : ILaneKernel
{
    public void Run<L, T>(KernelCall call)
        where L : struct, IVectorLane<L, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => AttentionGrains<L, T>.Run(AttentionCall<T>.Of(call, scale, isCausal, maskInput: 3), call);
}

/// <summary>The gradient of attention over any lanes.</summary>
internal readonly struct AttentionGradientKernel(double scale, bool isCausal) : ILaneKernel
{
    public void Run<L, T>(KernelCall call)
        where L : struct, IVectorLane<L, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => AttentionGradientGrains<L, T>.Run(AttentionCall<T>.Of(call, scale, isCausal, maskInput: 6), call);
}
