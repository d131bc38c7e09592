using System.Numerics;
using System.Runtime.CompilerServices;
using Lamina.Cpu.Products;

namespace Lamina.Cpu.Convolution.ChannelsLast;

/// <summary>Adds the parts of the weights' gradient in order, and turns each row's [tap, channel] to [channel, tap].</summary>
internal readonly unsafe struct LastGradientSumGrains<T>(T* sums, long parts, long rows, long taps, long channels, T* weightGradient) : IGrains
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(long row)
    {
        long length = taps * channels;
        T* sum = sums + (row * length);
        for (long part = 1; part < parts; part++)
        {
            T* next = sum + (part * rows * length);
            for (long i = 0; i < length; i++)
                sum[i] += next[i];
        }

        Transposition.Run(sum, channels, taps, channels, weightGradient + (row * length), taps);
    }
}
