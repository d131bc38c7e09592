using System.Runtime.CompilerServices;

namespace Lamina.Cpu.Elementwise;

/// <summary>Moves elements between a strided and a gapless place, whatever their meaning.</summary>
internal static unsafe class Strided
{
    public static void Gather(byte* source, byte* destination, int size, long stride, long count)
    {
        switch (size)
        {
            case 1: Gather<byte>(source, destination, stride, count); break;
            case 2: Gather<ushort>(source, destination, stride, count); break;
            case 4: Gather<uint>(source, destination, stride, count); break;
            default: Gather<ulong>(source, destination, stride, count); break;
        }
    }

    public static void Scatter(byte* source, byte* destination, int size, long stride, long count)
    {
        switch (size)
        {
            case 1: Scatter<byte>(source, destination, stride, count); break;
            case 2: Scatter<ushort>(source, destination, stride, count); break;
            case 4: Scatter<uint>(source, destination, stride, count); break;
            default: Scatter<ulong>(source, destination, stride, count); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Gather<T>(byte* source, byte* destination, long stride, long count)
        where T : unmanaged
    {
        T* from = (T*)source, to = (T*)destination;
        for (long i = 0; i < count; i++)
            to[i] = from[i * stride];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Scatter<T>(byte* source, byte* destination, long stride, long count)
        where T : unmanaged
    {
        T* from = (T*)source, to = (T*)destination;
        for (long i = 0; i < count; i++)
            to[i * stride] = from[i];
    }
}
