using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina.Cpu.Elementwise;

/// <summary>The inner loop of a number formula on integers, computed in int64: what overflows wraps when it is stored.</summary>
internal readonly unsafe struct WholeUnarySegment<F>(F formula, TileOperand y, TileOperand x) : ISegment
    where F : struct, INumberUnaryFormula
{
    public void Run(ReadOnlySpan<nint> addresses, long count)
    {
        long* source = stackalloc long[TileOperand.Tile];
        long* target = stackalloc long[TileOperand.Tile];
        for (long first = 0; first < count; first += TileOperand.Tile)
        {
            long tile = Math.Min(TileOperand.Tile, count - first);
            long* values = x.Load(addresses[1], first, tile, source);
            long* result = y.Target(addresses[0], first, target);
            for (long i = 0; i < tile; i++)
                result[i] = formula.Value(new Whole<long>(values[i])).Value;
            y.Store(addresses[0], first, tile, result);
        }
    }
}

/// <summary>The inner loop of a number formula on two integers, computed in int64.</summary>
internal readonly unsafe struct WholeBinarySegment<F>(F formula, TileOperand y, TileOperand a, TileOperand b) : ISegment
    where F : struct, INumberBinaryFormula
{
    public void Run(ReadOnlySpan<nint> addresses, long count)
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
                result[i] = formula.Value(new Whole<long>(lefts[i]), new Whole<long>(rights[i])).Value;
            y.Store(addresses[0], first, tile, result);
        }
    }
}

/// <summary>The inner loop of a function with a formula of its own for integers.</summary>
internal readonly unsafe struct WholeTwofoldSegment<F>(F formula, TileOperand y, TileOperand a, TileOperand b) : ISegment
    where F : struct, ITwofoldFormula
{
    public void Run(ReadOnlySpan<nint> addresses, long count)
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

/// <summary>The inner loop of a question about two integers.</summary>
internal readonly unsafe struct WholePredicateSegment<F>(F formula, TileOperand y, TileOperand a, TileOperand b) : ISegment
    where F : struct, IPredicate
{
    public void Run(ReadOnlySpan<nint> addresses, long count)
    {
        long* left = stackalloc long[TileOperand.Tile];
        long* right = stackalloc long[TileOperand.Tile];
        bool* target = stackalloc bool[TileOperand.Tile];
        for (long first = 0; first < count; first += TileOperand.Tile)
        {
            long tile = Math.Min(TileOperand.Tile, count - first);
            long* lefts = a.Load(addresses[1], first, tile, left);
            long* rights = b.Load(addresses[2], first, tile, right);
            bool* result = y.Target(addresses[0], first, target);
            for (long i = 0; i < tile; i++)
                result[i] = formula.Mask(new Whole<long>(lefts[i]), new Whole<long>(rights[i])).Value != 0;
            y.Store(addresses[0], first, tile, result);
        }
    }
}
