using System.Runtime.CompilerServices;
using Lamina.Ops;

namespace Lamina.Cpu.Indexing;

/// <summary>Copies whole slices of a contiguous operand by index.</summary>
internal readonly unsafe struct SliceGrains(byte* source, long* index, byte* output, long size, long picked, long bytes, long rows, long perGrain) : IGrains
{
    const long GrainBytes = 1 << 16;

    public static void Run(in Operand x, in Operand index, in Operand output, int axis)
    {
        Shape shape = x.Shape;
        long bytes = shape.CountOf((axis + 1)..) * x.DType.Size(), rows = shape.CountOf(..axis) * index.Shape[0];
        long perGrain = Math.Max(1, GrainBytes / Math.Max(1, bytes));
        SliceGrains work = new((byte*)x.Address, (long*)index.Address, (byte*)output.Address, shape[axis], index.Shape[0], bytes, rows, perGrain);
        Workers.Run((rows + perGrain - 1) / perGrain, in work);
    }

    public void Run(long grain)
    {
        long first = grain * perGrain, last = Math.Min(rows, first + perGrain);
        switch (bytes)
        {
            case 1: Elements<byte>(first, last); break;
            case 2: Elements<ushort>(first, last); break;
            case 4: Elements<uint>(first, last); break;
            case 8: Elements<ulong>(first, last); break;
            default:
                for (long row = first; row < last; row++)
                {
                    (long outer, long at) = Math.DivRem(row, picked);
                    System.Buffer.MemoryCopy(source + (((outer * size) + index[at]) * bytes), output + (row * bytes), bytes, bytes);
                }

                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void Elements<T>(long first, long last)
        where T : unmanaged
    {
        for (long row = first; row < last; row++)
        {
            (long outer, long at) = Math.DivRem(row, picked);
            ((T*)output)[row] = ((T*)source)[(outer * size) + index[at]];
        }
    }
}
