using System.Runtime.CompilerServices;
using Lamina.Ops.Elementwise;
using Lamina.Simd;

namespace Lamina.Cpu.Elementwise;

/// <summary>
/// The inner loop of a real function of two numbers, on lanes <typeparamref name="L"/> of <typeparamref name="T"/>.
/// An operand that is one number for the whole run stays in a register.
/// </summary>
internal readonly unsafe struct BinarySegment<F, L, T>(F formula, TileOperand y, TileOperand a, TileOperand b) : ISegment
    where F : struct, IBinaryFormula
    where L : struct, IVectorLane<L, T>
    where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
{
    public void Run(ReadOnlySpan<nint> addresses, long count)
    {
        bool rightIsConstant = b.IsConstant, leftIsConstant = a.IsConstant && !rightIsConstant;
        T left = leftIsConstant ? a.First<T>(addresses[1]) : default;
        T right = rightIsConstant ? b.First<T>(addresses[2]) : default;
        if (y.IsDirect<T>() && (leftIsConstant || a.IsDirect<T>()) && (rightIsConstant || b.IsDirect<T>()))
        {
            Loop(formula, (T*)addresses[0], leftIsConstant ? null : (T*)addresses[1], left, rightIsConstant ? null : (T*)addresses[2], right, count);
            return;
        }

        T* lefts = stackalloc T[TileOperand.Tile];
        T* rights = stackalloc T[TileOperand.Tile];
        T* target = stackalloc T[TileOperand.Tile];
        for (long first = 0; first < count; first += TileOperand.Tile)
        {
            long tile = Math.Min(TileOperand.Tile, count - first);
            T* result = y.Target(addresses[0], first, target);
            Loop(
                formula,
                result,
                leftIsConstant ? null : a.Load(addresses[1], first, tile, lefts),
                left,
                rightIsConstant ? null : b.Load(addresses[2], first, tile, rights),
                right,
                tile);
            y.Store(addresses[0], first, tile, result);
        }
    }

    // A null pointer stands for the constant beside it; at most one is null.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Loop(F formula, T* y, T* a, T left, T* b, T right, long count)
    {
        long i = 0;
        if (b == null)
        {
            L constant = L.Broadcast(right);
            for (; i <= count - L.Count; i += L.Count)
                L.Store(y + i, formula.Value(L.Load(a + i), constant));
        }
        else if (a == null)
        {
            L constant = L.Broadcast(left);
            for (; i <= count - L.Count; i += L.Count)
                L.Store(y + i, formula.Value(constant, L.Load(b + i)));
        }
        else
        {
            for (; i <= count - L.Count; i += L.Count)
                L.Store(y + i, formula.Value(L.Load(a + i), L.Load(b + i)));
        }

        if (i == count)
            return;
        L first = a == null ? L.Broadcast(left) : LaneRest.Load<L, T>(a + i, count - i, T.One);
        L second = b == null ? L.Broadcast(right) : LaneRest.Load<L, T>(b + i, count - i, T.One);
        LaneRest.Store(y + i, count - i, formula.Value(first, second));
    }
}
