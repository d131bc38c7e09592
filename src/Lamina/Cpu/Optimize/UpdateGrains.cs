using System.Numerics;
using System.Runtime.CompilerServices;
using Lamina.Cpu.Elementwise;
using Lamina.Cpu.Products;
using Lamina.Ops;
using Lamina.Simd;

namespace Lamina.Cpu.Optimize;

/// <summary>
/// An optimizer's step over all parameters, seen as one long row of elements and cut into equal grains: many small parameters
/// share a grain, a large one takes many.
/// </summary>
/// <typeparam name="F">The formula.</typeparam>
/// <typeparam name="L">The lanes.</typeparam>
/// <typeparam name="T">The element computed in.</typeparam>
/// <typeparam name="S">How many states the formula keeps.</typeparam>
internal readonly unsafe struct UpdateGrains<F, L, T, S>(F formula, UpdateEntry* table, int parameters, long total) : IGrains
    where F : struct, IUpdateFormula
    where L : struct, IVectorLane<L, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where S : struct, IConstant
{
    const long GrainElements = 8192;

    public long Count => (total + GrainElements - 1) / GrainElements;

    public void Run(long grain)
    {
        long first = grain * GrainElements, last = Math.Min(total, first + GrainElements);
        for (int i = Find(first); first < last; i++)
        {
            long from = first - table[i].First, count = Math.Min(last - first, table[i].Count - from);
            Segment(table + i, from, count);
            first += count;
        }
    }

    // The last parameter that begins at or before an element; empty ones begin where the next does.
    int Find(long element)
    {
        int low = 0, high = parameters - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            if (table[middle].First <= element)
                low = middle;
            else
                high = middle - 1;
        }

        return low;
    }

    void Segment(UpdateEntry* entry, long from, long count)
    {
        LaneRates<L> rates = new(entry->Rates);
        bool direct = true;
        for (int k = 0; k < 2 + S.Value; k++)
            direct &= entry->TypeOf(k) == DTypes.Of<T>();
        if (direct)
        {
            Loop(formula, rates, (T*)entry->At(0, from), (T*)entry->At(1, from), (T*)entry->At(2, from), (T*)entry->At(3, from), (T*)entry->At(4, from), count);
            return;
        }

        T* tile = stackalloc T[5 * TileOperand.Tile];
        T** places = stackalloc T*[5];
        for (long i = from; i < from + count; i += TileOperand.Tile)
        {
            long part = Math.Min(TileOperand.Tile, from + count - i);
            for (int k = 0; k < 2 + S.Value; k++)
                places[k] = new TileOperand(entry->TypeOf(k), 1).Load((nint)entry->At(k, i), 0, part, tile + (k * TileOperand.Tile));
            Loop(formula, rates, places[0], places[1], places[2], places[3], places[4], part);
            for (int k = 0; k < 2 + S.Value; k++)
            {
                if (k != 1)
                    new TileOperand(entry->TypeOf(k), 1).Store((nint)entry->At(k, i), 0, part, places[k]);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Loop(F formula, LaneRates<L> rates, T* parameter, T* gradient, T* state0, T* state1, T* state2, long count)
    {
        long i = 0;
        for (; i <= count - L.Count; i += L.Count)
            Step(formula, rates, parameter + i, gradient + i, state0 + i, state1 + i, state2 + i);
        if (i == count)
            return;

        // The tail is computed on lanes too, padded with zeros, so that the formula is compiled for one type.
        T* tail = stackalloc T[5 * L.Count];
        new Span<T>(tail, 5 * L.Count).Clear();
        for (int k = 0; k < count - i; k++)
        {
            tail[k] = parameter[i + k];
            tail[L.Count + k] = gradient[i + k];
            if (S.Value > 0)
                tail[(2 * L.Count) + k] = state0[i + k];
            if (S.Value > 1)
                tail[(3 * L.Count) + k] = state1[i + k];
            if (S.Value > 2)
                tail[(4 * L.Count) + k] = state2[i + k];
        }

        Step(formula, rates, tail, tail + L.Count, tail + (2 * L.Count), tail + (3 * L.Count), tail + (4 * L.Count));
        for (int k = 0; k < count - i; k++)
        {
            parameter[i + k] = tail[k];
            if (S.Value > 0)
                state0[i + k] = tail[(2 * L.Count) + k];
            if (S.Value > 1)
                state1[i + k] = tail[(3 * L.Count) + k];
            if (S.Value > 2)
                state2[i + k] = tail[(4 * L.Count) + k];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Step(F formula, in LaneRates<L> rates, T* parameter, T* gradient, T* state0, T* state1, T* state2)
    {
        L p = L.Load(parameter), a = default, b = default, c = default;
        if (S.Value > 0)
            a = L.Load(state0);
        if (S.Value > 1)
            b = L.Load(state1);
        if (S.Value > 2)
            c = L.Load(state2);
        formula.Step(ref p, L.Load(gradient), ref a, ref b, ref c, in rates);
        L.Store(parameter, p);
        if (S.Value > 0)
            L.Store(state0, Normal(a));
        if (S.Value > 1)
            L.Store(state1, Normal(b));
        if (S.Value > 2)
            L.Store(state2, Normal(c));
    }

    // An average that decays towards zero would stay at a subnormal number for good, and every step with it take ten times as long.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static L Normal(L state) =>
        L.Select(L.LessThan(L.Abs(state), L.Constant(typeof(T) == typeof(double) ? 2.2250738585072014e-308 : 1.17549435e-38)), L.Constant(0), state);
}
