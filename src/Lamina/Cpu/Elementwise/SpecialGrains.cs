using Lamina.Ops;
using Lamina.Ops.Elementwise;

namespace Lamina.Cpu.Elementwise;

/// <summary>A function of single numbers over a contiguous operand, tile by tile.</summary>
internal readonly unsafe struct SpecialGrains<F> : IGrains
    where F : struct, ISpecialFunction
{
    const int Tile = TileOperand.Tile;
    const long Tiles = 8;

    readonly F _function;
    readonly Operand _source;
    readonly Operand _target;

    SpecialGrains(F function, KernelCall call) => (_function, _source, _target) = (function, call.Inputs[0], call.Outputs[0]);

    public static void Run(F function, KernelCall call)
    {
        Indexing.IndexCheck.Contiguous(call);
        Workers.Run((call.Outputs[0].Shape.Count + (Tile * Tiles) - 1) / (Tile * Tiles), new SpecialGrains<F>(function, call));
    }

    public void Run(long grain)
    {
        double* tile = stackalloc double[Tile];
        long end = Math.Min(_target.Shape.Count, (grain + 1) * Tile * Tiles);
        for (long first = grain * Tile * Tiles; first < end; first += Tile)
        {
            long count = Math.Min(Tile, end - first);
            Casts.ToTile((byte*)_source.Address + (first * _source.DType.Size()), _source.DType, tile, count);
            for (long i = 0; i < count; i++)
                tile[i] = _function.Of(tile[i]);
            Casts.FromTile(tile, (byte*)_target.Address + (first * _target.DType.Size()), _target.DType, count);
        }
    }
}
