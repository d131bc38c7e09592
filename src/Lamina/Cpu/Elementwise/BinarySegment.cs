using System.Runtime.CompilerServices;
using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina.Cpu.Elementwise;

/// <summary>The inner loop of a real function of two numbers, on lanes <typeparamref name="L"/> of <typeparamref name="T"/>.</summary>
internal readonly unsafe struct BinarySegment<F, L, T>(F formula, TileOperand y, TileOperand a, TileOperand b) : ISegment
    where F : struct, IBinaryFormula
    where L : struct, IVectorLane<L, T>
    where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
{
    public void Run(ReadOnlySpan<nint> addresses, long count)
    {
        if (y.IsDirect<T>() && a.IsDirect<T>() && b.IsDirect<T>())
        {
            Loop(formula, (T*)addresses[0], (T*)addresses[1], (T*)addresses[2], count);
            return;
        }

        T* left = stackalloc T[TileOperand.Tile];
        T* right = stackalloc T[TileOperand.Tile];
        T* target = stackalloc T[TileOperand.Tile];
        for (long first = 0; first < count; first += TileOperand.Tile)
        {
            long tile = Math.Min(TileOperand.Tile, count - first);
            T* result = y.Target(addresses[0], first, target);
            Loop(formula, result, a.Load(addresses[1], first, tile, left), b.Load(addresses[2], first, tile, right), tile);
            y.Store(addresses[0], first, tile, result);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Loop(F formula, T* y, T* a, T* b, long count)
    {
        long i = 0;
        for (; i <= count - L.Count; i += L.Count)
            L.Store(y + i, formula.Value(L.Load(a + i), L.Load(b + i)));
        if (i == count)
            return;
        T* left = stackalloc T[L.Count];
        T* right = stackalloc T[L.Count];
        for (int k = 0; k < L.Count; k++)
        {
            left[k] = k < count - i ? a[i + k] : T.One;
            right[k] = k < count - i ? b[i + k] : T.One;
        }

        L.Store(left, formula.Value(L.Load(left), L.Load(right)));
        for (int k = 0; k < count - i; k++)
            y[i + k] = left[k];
    }
}
