using System.Numerics;
using System.Runtime.CompilerServices;

namespace Lamina.Cpu.Resampling;

/// <summary>Grid sampling. A grain is a block of places of one sample: their elements and weights are found once, for all channels.</summary>
internal readonly unsafe struct GridSampleGrains<T>(GridAxes axes, long channels, Split blocks, long points, T* input, T* grid, T* output) : IGrains
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    const long PointsOfGrain = 1024;

    public static void Run(in GridAxes axes, long samples, long channels, long points, T* input, T* grid, T* output)
    {
        Split blocks = new(points, Math.Max(1, points / PointsOfGrain));
        if (samples * channels * points > 0)
            Workers.Run(samples * blocks.Parts, new GridSampleGrains<T>(axes, channels, blocks, points, input, grid, output));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(long grain)
    {
        (long sample, long block) = Math.DivRem(grain, blocks.Parts);
        long start = blocks.Start(block), count = blocks.Size(block);
        int terms = axes.Terms;
        long* elements = (long*)Scratch.Get(ScratchSlot.Kernel0, count * terms * sizeof(long));
        T* weights = (T*)Scratch.Get(ScratchSlot.Kernel1, count * terms * sizeof(T));
        T* places = grid + (((sample * points) + start) * axes.Count);
        for (long i = 0; i < count; i++)
            axes.Read(places + (i * axes.Count), elements + (i * terms), weights + (i * terms));
        for (long channel = 0; channel < channels; channel++)
        {
            T* from = input + (((sample * channels) + channel) * axes.Pixels);
            T* to = output + (((sample * channels) + channel) * points) + start;
            for (long i = 0, at = 0; i < count; i++)
            {
                T sum = T.Zero;
                for (int t = 0; t < terms; t++, at++)
                    sum += weights[at] * from[elements[at]];
                to[i] = sum;
            }
        }
    }
}
