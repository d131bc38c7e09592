using System.Numerics;
using Lamina.Cpu.Elementwise;
using Lamina.Cpu.Indexing;
using Lamina.Ops;

namespace Lamina.Cpu.Sorting;

/// <summary>The place of the most frequent element of sorted lines; a grain is a line.</summary>
internal readonly unsafe struct ModeGrains(KernelCall call) : IGrains
{
    const int Tile = TileOperand.Tile;

    readonly Operand _sorted = call.Inputs[0];
    readonly long* _places = (long*)call.Inputs[1].Address;
    readonly long* _result = (long*)call.Outputs[0].Address;
    readonly long _length = call.Inputs[0].Shape[^1];

    public static void Run(KernelCall call)
    {
        IndexCheck.Contiguous(call);
        Workers.Run(call.Outputs[0].Shape.Count, new ModeGrains(call));
    }

    public void Run(long line)
    {
        if (_sorted.DType.IsFloatingPoint())
            Count<double>(line);
        else
            Count<long>(line);
    }

    void Count<T>(long line)
        where T : unmanaged, INumber<T>
    {
        T* tile = stackalloc T[Tile];
        T before = default;
        long run = 0, most = 0, last = 0;
        for (long first = 0; first < _length; first += Tile)
        {
            long count = Math.Min(Tile, _length - first);
            Casts.ToTile((byte*)_sorted.Address + (((line * _length) + first) * _sorted.DType.Size()), _sorted.DType, tile, count);
            for (long i = 0; i < count; i++)
            {
                run = first + i > 0 && tile[i] == before ? run + 1 : 1;
                before = tile[i];
                if (run > most)
                    (most, last) = (run, first + i);
            }
        }

        _result[line] = _places[(line * _length) + last];
    }
}
