using Lamina.Cpu.Elementwise;
using Lamina.Cpu.Indexing;

namespace Lamina.Ops;

internal sealed unsafe partial record Runs
{
    protected internal override void Compute(KernelCall call)
    {
        Operand sorted = call.Inputs[0];
        if (sorted.DType.IsFloatingPoint())
            Number<double>(sorted, (long*)call.Outputs[0].Address);
        else
            Number<long>(sorted, (long*)call.Outputs[0].Address);
    }

    static void Number<T>(in Operand sorted, long* runs)
        where T : unmanaged, System.Numerics.INumber<T>
    {
        const int Tile = TileOperand.Tile;
        T* tile = stackalloc T[Tile];
        T before = default;
        long run = -1, count = sorted.Shape.Count;
        for (long first = 0; first < count; first += Tile)
        {
            long length = Math.Min(Tile, count - first);
            Casts.ToTile((byte*)sorted.Address + (first * sorted.DType.Size()), sorted.DType, tile, length);
            for (long i = 0; i < length; i++)
            {
                run += run < 0 || tile[i] != before ? 1 : 0;
                before = tile[i];
                runs[first + i] = run;
            }
        }
    }
}

internal sealed unsafe partial record Unique
{
    protected internal override void Compute(KernelCall call)
    {
        Operand sorted = call.Inputs[0];
        long* places = (long*)call.Inputs[1].Address, runs = (long*)call.Inputs[2].Address;
        long* inverse = (long*)call.Outputs[1].Address, counts = (long*)call.Outputs[2].Address;
        byte* from = (byte*)sorted.Address, to = (byte*)call.Outputs[0].Address;
        int size = sorted.DType.Size();
        for (long i = 0; i < sorted.Shape.Count; i++)
        {
            long run = runs[i];
            inverse[places[i]] = run;
            if (i > 0 && run == runs[i - 1])
            {
                counts[run]++;
                continue;
            }

            counts[run] = 1;
            System.Buffer.MemoryCopy(from + (i * size), to + (run * size), size, size);
        }
    }
}

internal sealed unsafe partial record SearchSorted
{
    protected internal override void Compute(KernelCall call)
    {
        IndexCheck.Contiguous(call);
        if (call.Inputs[0].DType.IsFloatingPoint())
            Search<double>(call);
        else
            Search<long>(call);
    }

    void Search<T>(KernelCall call)
        where T : unmanaged, IComparable<T>
    {
        const int Tile = TileOperand.Tile;
        T* tile = stackalloc T[Tile];
        Operand sorted = call.Inputs[0], values = call.Inputs[1];
        int size = sorted.DType.Size();
        long count = values.Shape.Count, line = sorted.Shape[^1], each = sorted.Shape.Rank == 1 ? long.MaxValue : values.Shape[^1];
        for (long first = 0; first < count; first += Tile)
        {
            long length = Math.Min(Tile, count - first);
            Casts.ToTile((byte*)values.Address + (first * size), values.DType, tile, length);
            for (long i = 0; i < length; i++)
                ((long*)call.Outputs[0].Address)[first + i] = Place(sorted, (first + i) / each * line, line, tile[i], size);
        }
    }

    long Place<T>(in Operand sorted, long start, long length, T value, int size)
        where T : unmanaged, IComparable<T>
    {
        long low = 0, high = length;
        while (low < high)
        {
            long middle = (low + high) / 2;
            T element;
            Casts.ToTile((byte*)sorted.Address + ((start + middle) * size), sorted.DType, &element, 1);

            // CompareTo puts NaN first, and here it stands last.
            bool elementIsNaN = typeof(T) == typeof(double) && double.IsNaN((double)(object)element), valueIsNaN = typeof(T) == typeof(double) && double.IsNaN((double)(object)value);
            int order = elementIsNaN || valueIsNaN ? elementIsNaN.CompareTo(valueIsNaN) : element.CompareTo(value);
            if (order < 0 || (Right && order == 0))
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
