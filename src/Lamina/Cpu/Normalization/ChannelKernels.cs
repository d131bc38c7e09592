using System.Numerics;
using Lamina.Ops;
using Lamina.Simd;

namespace Lamina.Cpu.Normalization;

/// <summary>What is done to a channel.</summary>
internal enum ChannelWork
{
    Normalize,
    Gradient,
    Affine,
}

/// <summary>An op on channels over any lanes.</summary>
internal readonly struct ChannelKernel(ChannelWork work, double epsilon) : ILaneKernel
{
    public void Run<L, T>(KernelCall call)
        where L : struct, IVectorLane<L, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => ChannelGrains<L, T>.Run(work, epsilon, call);
}
