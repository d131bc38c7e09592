using System.Numerics;
using Lamina.Ops;
using Lamina.Simd;

namespace Lamina.Cpu.Fourier;

/// <summary>A transform of a call's rows: its kind, direction, scale and length.</summary>
internal readonly struct FourierKernel(FourierKind kind, bool inverse, double scale, long length) : ILaneKernel
{
    public void Run<L, T>(KernelCall call)
        where L : struct, IVectorLane<L, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => FourierGrains<L, T>.Run(kind, inverse, scale, length, call);
}
