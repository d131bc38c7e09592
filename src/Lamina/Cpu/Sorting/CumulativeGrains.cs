using System.Numerics;
using Lamina.Cpu.Elementwise;
using Lamina.Cpu.Indexing;
using Lamina.Ops;

namespace Lamina.Cpu.Sorting;

/// <summary>Where the extreme element up to each place stands; a grain is a line.</summary>
internal readonly unsafe struct CumulativeGrains : IGrains
{
    const int Tile = TileOperand.Tile;

    readonly Operand _input;
    readonly long* _places;
    readonly long _length;
    readonly long _inner;
    readonly bool _largest;

    CumulativeGrains(KernelCall call, int axis, bool largest)
    {
        _places = (long*)call.Outputs[0].Address;
        (_input, _largest) = (call.Inputs[0], largest);
        (_length, _inner) = (_input.Shape[axis], _input.Shape.CountOf((axis + 1)..));
    }

    public static void Run(KernelCall call, int axis, bool largest)
    {
        IndexCheck.Contiguous(call);
        CumulativeGrains work = new(call, axis, largest);
        if (call.Outputs[0].Shape.Count > 0)
            Workers.Run(work._input.Shape.Count / work._length, in work);
    }

    public void Run(long line)
    {
        (long outer, long column) = Math.DivRem(line, _inner);
        long from = (outer * _length * _inner) + column;
        if (_input.DType.IsFloatingPoint())
            Follow<double>(from);
        else
            Follow<long>(from);
    }

    void Follow<T>(long from)
        where T : unmanaged, INumber<T>
    {
        T* tile = stackalloc T[Tile];
        TileOperand operand = new(_input.DType, _inner);
        nint start = _input.Address + (nint)(from * _input.DType.Size());
        T best = default;
        long place = -1;
        for (long first = 0; first < _length; first += Tile)
        {
            long count = Math.Min(Tile, _length - first);
            T* values = operand.Load(start, first, count, tile);
            for (long i = 0; i < count; i++)
            {
                T value = values[i];
                if (place < 0 || T.IsNaN(value) || (!T.IsNaN(best) && (_largest ? value >= best : value <= best)))
                    (best, place) = (value, first + i);
                _places[from + ((first + i) * _inner)] = place;
            }
        }
    }
}
