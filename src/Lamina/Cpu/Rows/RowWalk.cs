using System.Numerics;
using Lamina.Ops;
using Lamina.Simd;

namespace Lamina.Cpu.Rows;

/// <summary>The rows of a call, cut into grains by their length alone.</summary>
internal unsafe struct RowWalk<R, L, T> : IGrains
    where R : struct, IRowFunction
    where L : struct, IVectorLane<L, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    const long GrainElements = 16384;

    R _function;
    Pointers _operands;
    long _rows;
    long _length;
    long _perGrain;

    public static void Run(R function, KernelCall call)
    {
        Shape shape = call.Inputs[0].Shape;
        RowWalk<R, L, T> walk = default;
        walk._function = function;
        walk._length = shape[^1];
        walk._rows = walk._length == 0 ? shape[..^1].Count : shape.Count / walk._length;
        walk._perGrain = Math.Max(1, GrainElements / Math.Max(1, walk._length));
        walk._operands[0] = call.Outputs[0].Address;
        for (int i = 0; i < call.Inputs.Length; i++)
            walk._operands[i + 1] = call.Inputs[i].Address;
        Workers.Run((walk._rows + walk._perGrain - 1) / walk._perGrain, in walk);
    }

    public readonly void Run(long grain)
    {
        long last = Math.Min(_rows, (grain + 1) * _perGrain);
        for (long row = grain * _perGrain; row < last; row++)
            _function.Row<L, T>((T*)_operands[0], (T*)_operands[1], (T*)_operands[2], row, _length);
    }

    [System.Runtime.CompilerServices.InlineArray(3)]
    struct Pointers
    {
        nint _first;
    }
}
