using System.Numerics;
using System.Runtime.CompilerServices;
using Lamina.Ops;

namespace Lamina.Cpu.Sparse;

/// <summary>
/// Rows of a sparse product. Work is cut by the rows that are written: each is the sum of its entries in the order in which they come, whoever
/// adds it, and multiplied and added in two roundings on every tier.
/// </summary>
internal readonly unsafe struct SparseProductGrains<T>(T* values, long* columns, T* x, T* y, long* starts, long* order, long width, long rows, long perGrain) : IGrains
    where T : unmanaged, INumber<T>
{
    public static void Run(in Operand values, in Operand columns, in Operand x, in Operand y, long* starts, long* order)
    {
        long rows = y.Shape[0], width = y.Shape[1];
        if (rows == 0 || width == 0)
            return;
        double work = (double)width * (values.Shape.Count + rows) / rows;
        long perGrain = Math.Max(1, (long)(16384 / work));
        SparseProductGrains<T> grains = new((T*)values.Address, (long*)columns.Address, (T*)x.Address, (T*)y.Address, starts, order, width, rows, perGrain);
        Workers.Run((rows + perGrain - 1) / perGrain, in grains);
    }

    public void Run(long grain)
    {
        for (long row = grain * perGrain; row < Math.Min(rows, (grain + 1) * perGrain); row++)
        {
            T* sum = y + (row * width);
            new Span<T>(sum, checked((int)width)).Clear();
            for (long k = starts[row]; k < starts[row + 1]; k++)
                Add(sum, values[order[k]], x + (columns[order[k]] * width), width);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Add(T* sum, T factor, T* value, long width)
    {
        long i = 0;
        for (; i <= width - Vector<T>.Count; i += Vector<T>.Count)
            Unsafe.WriteUnaligned(sum + i, Unsafe.ReadUnaligned<Vector<T>>(sum + i) + (Unsafe.ReadUnaligned<Vector<T>>(value + i) * factor));
        for (; i < width; i++)
            sum[i] += value[i] * factor;
    }
}
