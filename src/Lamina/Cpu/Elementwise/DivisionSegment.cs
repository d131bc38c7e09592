using System.Runtime.CompilerServices;
using Lamina.Ops.Elementwise;

namespace Lamina.Cpu.Elementwise;

/// <summary>The inner loop of a division with a rest, one element at a time: floats in float64, which is exact for the narrower ones too.</summary>
internal readonly unsafe struct DivisionSegment<F>(F formula, bool real, TileOperand y, TileOperand a, TileOperand b) : ISegment
    where F : struct, IDivisionFormula
{
    public void Run(ReadOnlySpan<nint> addresses, long count)
    {
        if (real)
            RunReal(addresses, count);
        else
            RunWhole(addresses, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void RunReal(ReadOnlySpan<nint> addresses, long count)
    {
        double* left = stackalloc double[TileOperand.Tile];
        double* right = stackalloc double[TileOperand.Tile];
        double* target = stackalloc double[TileOperand.Tile];
        for (long first = 0; first < count; first += TileOperand.Tile)
        {
            long tile = Math.Min(TileOperand.Tile, count - first);
            double* lefts = a.Load(addresses[1], first, tile, left);
            double* rights = b.Load(addresses[2], first, tile, right);
            double* result = y.Target(addresses[0], first, target);
            for (long i = 0; i < tile; i++)
                result[i] = formula.Real(lefts[i], rights[i]);
            y.Store(addresses[0], first, tile, result);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void RunWhole(ReadOnlySpan<nint> addresses, long count)
    {
        long* left = stackalloc long[TileOperand.Tile];
        long* right = stackalloc long[TileOperand.Tile];
        long* target = stackalloc long[TileOperand.Tile];
        for (long first = 0; first < count; first += TileOperand.Tile)
        {
            long tile = Math.Min(TileOperand.Tile, count - first);
            long* lefts = a.Load(addresses[1], first, tile, left);
            long* rights = b.Load(addresses[2], first, tile, right);
            long* result = y.Target(addresses[0], first, target);
            for (long i = 0; i < tile; i++)
                result[i] = formula.Whole(lefts[i], rights[i]);
            y.Store(addresses[0], first, tile, result);
        }
    }
}
