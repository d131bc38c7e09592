using System.Numerics;
using System.Runtime.CompilerServices;

namespace Lamina.Cpu.Pooling;

/// <summary>Gradient of max pooling: each output's gradient goes to the element it was taken from, in order of outputs. A grain is a block of planes.</summary>
internal readonly unsafe struct MaxPoolGradientGrains<T>(Split blocks, long pixels, long outputs, T* gradient, int* indices, T* inputGradient) : IGrains
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(long grain)
    {
        long end = blocks.Start(grain) + blocks.Size(grain);
        for (long plane = blocks.Start(grain); plane < end; plane++)
        {
            T* to = inputGradient + plane * pixels;
            T* from = gradient + plane * outputs;
            int* where = indices + plane * outputs;
            new Span<T>(to, checked((int)pixels)).Clear();
            for (long i = 0; i < outputs; i++)
                if (where[i] >= 0)
                    to[where[i]] += from[i];
        }
    }
}
