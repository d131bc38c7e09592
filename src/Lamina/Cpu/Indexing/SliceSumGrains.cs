using System.Numerics;
using System.Runtime.CompilerServices;
using Lamina.Ops;

namespace Lamina.Cpu.Indexing;

/// <summary>
/// Adds slices up by index. Work is cut by the slices that are written: each is the sum of its sources in the order in
/// which they come, whoever adds it.
/// </summary>
internal readonly unsafe struct SliceSumGrains<T>(T* source, T* output, long* starts, long* order, long count, long size, long width, long rows, long perGrain) : IGrains
    where T : unmanaged, INumber<T>
{
    public static void Run(in Operand source, in Operand output, int axis, long* starts, long* order)
    {
        Shape shape = output.Shape;
        long width = shape.CountOf((axis + 1)..), rows = shape.CountOf(..(axis + 1)), perGrain = Math.Max(1, 16384 / Math.Max(1, width));
        SliceSumGrains<T> work = new((T*)source.Address, (T*)output.Address, starts, order, source.Shape[axis], shape[axis], width, rows, perGrain);
        Workers.Run((rows + perGrain - 1) / perGrain, in work);
    }

    /// <summary>Sorts places by the index they hold; equal ones keep their order. Places of index i are order[starts[i]] … order[starts[i + 1] − 1].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sort(long* index, long count, long size, long* starts, long* order)
    {
        new Span<long>(starts, checked((int)(size + 1))).Clear();
        for (long i = 0; i < count; i++)
            starts[index[i] + 1]++;
        for (long i = 0; i < size; i++)
            starts[i + 1] += starts[i];

        // Filling moves each start to the next one's; they are then moved back by one slice.
        for (long i = 0; i < count; i++)
            order[starts[index[i]]++] = i;
        for (long i = size; i > 0; i--)
            starts[i] = starts[i - 1];
        starts[0] = 0;
    }

    public void Run(long grain)
    {
        for (long row = grain * perGrain; row < Math.Min(rows, (grain + 1) * perGrain); row++)
        {
            (long outer, long at) = Math.DivRem(row, size);
            T* sum = output + (row * width);
            new Span<T>(sum, checked((int)width)).Clear();
            for (long k = starts[at]; k < starts[at + 1]; k++)
                Add(sum, source + (((outer * count) + order[k]) * width), width);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Add(T* sum, T* value, long width)
    {
        long i = 0;
        for (; i <= width - Vector<T>.Count; i += Vector<T>.Count)
            Unsafe.WriteUnaligned(sum + i, Unsafe.ReadUnaligned<Vector<T>>(sum + i) + Unsafe.ReadUnaligned<Vector<T>>(value + i));
        for (; i < width; i++)
            sum[i] += value[i];
    }
}
