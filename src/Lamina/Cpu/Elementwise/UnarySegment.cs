using System.Runtime.CompilerServices;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina.Cpu.Elementwise;

/// <summary>The inner loop of a real function of one number, on lanes <typeparamref name="L"/> of <typeparamref name="T"/>.</summary>
internal readonly unsafe struct UnarySegment<F, L, T>(F formula, TileOperand y, TileOperand x) : ISegment
    where F : struct, IUnaryFormula
    where L : struct, IVectorLane<L, T>
    where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
{
    public void Run(ReadOnlySpan<nint> addresses, long count)
    {
        if (y.IsDirect<T>() && x.IsDirect<T>())
        {
            Loop(formula, (T*)addresses[0], (T*)addresses[1], count);
            return;
        }

        T* source = stackalloc T[TileOperand.Tile];
        T* target = stackalloc T[TileOperand.Tile];
        for (long first = 0; first < count; first += TileOperand.Tile)
        {
            long tile = Math.Min(TileOperand.Tile, count - first);
            T* result = y.Target(addresses[0], first, target);
            Loop(formula, result, x.Load(addresses[1], first, tile, source), tile);
            y.Store(addresses[0], first, tile, result);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Loop(F formula, T* y, T* x, long count)
    {
        long i = 0;
        for (; i <= count - L.Count; i += L.Count)
            L.Store(y + i, formula.Value(L.Load(x + i)));
        if (i < count)
            LaneRest.Store(y + i, count - i, formula.Value(LaneRest.Load<L, T>(x + i, count - i, T.One)));
    }
}
