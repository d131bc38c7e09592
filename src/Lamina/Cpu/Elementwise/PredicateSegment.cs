using System.Runtime.CompilerServices;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina.Cpu.Elementwise;

/// <summary>The inner loop of a question about two floats; answers are written as bytes of 0 and 1.</summary>
internal readonly unsafe struct PredicateSegment<F, L, T>(F formula, TileOperand y, TileOperand a, TileOperand b) : ISegment
    where F : struct, IPredicate
    where L : struct, IVectorLane<L, T>
    where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
{
    public void Run(ReadOnlySpan<nint> addresses, long count)
    {
        T* left = stackalloc T[TileOperand.Tile];
        T* right = stackalloc T[TileOperand.Tile];
        bool* target = stackalloc bool[TileOperand.Tile];
        bool isConstant = b.IsConstant;
        T constant = isConstant ? b.First<T>(addresses[2]) : default;
        for (long first = 0; first < count; first += TileOperand.Tile)
        {
            long tile = Math.Min(TileOperand.Tile, count - first);
            bool* result = y.Target(addresses[0], first, target);
            T* rights = isConstant ? null : b.Load(addresses[2], first, tile, right);
            Loop(formula, (byte*)result, a.Load(addresses[1], first, tile, left), rights, constant, tile);
            y.Store(addresses[0], first, tile, result);
        }
    }

    // A null pointer stands for the constant beside it.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Loop(F formula, byte* y, T* a, T* b, T constant, long count)
    {
        long i = 0;
        if (b == null)
        {
            L rights = L.Broadcast(constant);
            for (; i <= count - L.Count; i += L.Count)
                L.StoreMask(y + i, formula.Mask(L.Load(a + i), rights));
        }
        else
        {
            for (; i <= count - L.Count; i += L.Count)
                L.StoreMask(y + i, formula.Mask(L.Load(a + i), L.Load(b + i)));
        }

        if (i == count)
            return;
        T* left = stackalloc T[L.Count];
        T* right = stackalloc T[L.Count];
        byte* mask = stackalloc byte[L.Count];
        for (int k = 0; k < L.Count; k++)
        {
            left[k] = k < count - i ? a[i + k] : T.One;
            right[k] = b == null ? constant : k < count - i ? b[i + k] : T.One;
        }

        L.StoreMask(mask, formula.Mask(L.Load(left), L.Load(right)));
        for (int k = 0; k < count - i; k++)
            y[i + k] = mask[k];
    }
}
