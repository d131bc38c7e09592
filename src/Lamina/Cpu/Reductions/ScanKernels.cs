using System.Numerics;
using System.Runtime.CompilerServices;
using Lamina.Cpu.Elementwise;
using Lamina.Cpu.Indexing;
using Lamina.Ops;

namespace Lamina.Cpu.Reductions;

/// <summary>One step of a recurrence along an axis.</summary>
internal interface IScanStep
{
    /// <summary>What it starts from: 0 or 1.</summary>
    static abstract int Start { get; }

    static abstract T Next<T>(T sum, T factor, T value)
        where T : INumber<T>;
}

internal readonly struct SumStep : IScanStep
{
    public static int Start => 0;

    public static T Next<T>(T sum, T factor, T value)
        where T : INumber<T> => unchecked(sum + value);
}

internal readonly struct ProductStep : IScanStep
{
    public static int Start => 1;

    public static T Next<T>(T sum, T factor, T value)
        where T : INumber<T> => unchecked(sum * value);
}

internal readonly struct LinearStep : IScanStep
{
    public static int Start => 0;

    public static T Next<T>(T sum, T factor, T value)
        where T : INumber<T> => (factor * sum) + value;
}

/// <summary>Recurrences along an axis of contiguous operands: in float64 for floats, in int64 for the rest.</summary>
internal static class ScanKernels
{
    public static void Run<S>(int axis, bool reverse, KernelCall call)
        where S : struct, IScanStep
    {
        IndexCheck.Contiguous(call);
        if (call.Inputs[0].DType.IsFloatingPoint())
            ScanGrains<S, double>.Run(axis, reverse, call);
        else
            ScanGrains<S, long>.Run(axis, reverse, call);
    }
}

/// <summary>A grain takes up to 256 neighbouring columns through the whole axis; a single column is read in tiles.</summary>
internal unsafe struct ScanGrains<S, T> : IGrains
    where S : struct, IScanStep
    where T : unmanaged, INumber<T>
{
    const int Tile = TileOperand.Tile;

    Operand _factors;
    Operand _values;
    Operand _output;
    long _length;
    long _inner;
    long _blocks;
    bool _reverse;

    public static void Run(int axis, bool reverse, KernelCall call)
    {
        Shape shape = call.Outputs[0].Shape;
        ScanGrains<S, T> work = default;
        (work._factors, work._values, work._output, work._reverse) = (call.Inputs[0], call.Inputs[^1], call.Outputs[0], reverse);
        (work._length, work._inner) = (shape[axis], shape.CountOf((axis + 1)..));
        work._blocks = (work._inner + Tile - 1) / Tile;
        Workers.Run(shape.CountOf(..axis) * work._blocks, in work);
    }

    public readonly void Run(long grain)
    {
        (long outer, long block) = Math.DivRem(grain, _blocks);
        long first = outer * _length * _inner;
        if (_inner == 1)
            Line(first);
        else
            Columns(first + (block * Tile), Math.Min(Tile, _inner - (block * Tile)));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    readonly void Line(long first)
    {
        T* factors = stackalloc T[Tile];
        T* values = stackalloc T[Tile];
        T sum = T.CreateTruncating(S.Start);
        long tiles = (_length + Tile - 1) / Tile;
        for (long t = 0; t < tiles; t++)
        {
            long begin = (_reverse ? tiles - 1 - t : t) * Tile, count = Math.Min(Tile, _length - begin);
            Load(first + begin, count, factors, values);
            for (long k = 0; k < count; k++)
            {
                long i = _reverse ? count - 1 - k : k;
                sum = S.Next(sum, factors[i], values[i]);
                values[i] = sum;
            }

            Store(first + begin, count, values);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    readonly void Columns(long first, long width)
    {
        T* factors = stackalloc T[Tile];
        T* values = stackalloc T[Tile];
        T* sums = stackalloc T[Tile];
        new Span<T>(sums, Tile).Fill(T.CreateTruncating(S.Start));
        for (long k = 0; k < _length; k++)
        {
            long at = first + ((_reverse ? _length - 1 - k : k) * _inner);
            Load(at, width, factors, values);
            for (long i = 0; i < width; i++)
                sums[i] = S.Next(sums[i], factors[i], values[i]);
            Store(at, width, sums);
        }
    }

    readonly void Load(long at, long count, T* factors, T* values)
    {
        Casts.ToTile((byte*)_values.Address + (at * _values.DType.Size()), _values.DType, values, count);
        if (typeof(S) == typeof(LinearStep))
            Casts.ToTile((byte*)_factors.Address + (at * _factors.DType.Size()), _factors.DType, factors, count);
    }

    readonly void Store(long at, long count, T* values) =>
        Casts.FromTile(values, (byte*)_output.Address + (at * _output.DType.Size()), _output.DType, count);
}
