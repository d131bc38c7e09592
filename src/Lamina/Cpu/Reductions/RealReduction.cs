using System.Runtime.CompilerServices;
using Lamina.Cpu.Elementwise;
using Lamina.Ops;
using Lamina.Simd;

namespace Lamina.Cpu.Reductions;

/// <summary>
/// Reduces floats. The reduced range is cut into splits and chunks by shape alone, each chunk is summed on lanes, and
/// partial results are combined in a fixed order: the bits depend on shape and SIMD tier, never on threads.
/// </summary>
/// <typeparam name="R">The reduction.</typeparam>
/// <typeparam name="L">The lanes.</typeparam>
/// <typeparam name="S">A single lane of the same element.</typeparam>
/// <typeparam name="T">The element computed in: float or double.</typeparam>
internal unsafe struct RealReduction<R, L, S, T> : IGrains
    where R : struct, IReduction
    where L : struct, IVectorLane<L, T>
    where S : struct, IVectorLane<S, T>
    where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
{
    // A chunk is reduced on lanes in one go, and chunk results one after another, so that rounding errors grow with the
    // chunk and the number of chunks, not with the length.
    const int Chunk = 2048;
    public const int Columns = 256;
    public const int MostSplits = 64;
    const int Rows = 64;

    ReductionPlan _plan;
    byte* _input;
    DType _dtype;
    T* _partials;
    long _splits;
    long _splitLength;
    bool _alongColumns;
    long _blocks;

    public static long Splits(in ReductionPlan plan)
    {
        const long Split = 32768;
        bool columns = AlongColumns(plan);
        long parallel = columns ? (plan.InnerKept.Size + Columns - 1) / Columns * (plan.Kept / Math.Max(1, plan.InnerKept.Size)) : plan.Kept;
        long length = columns ? Math.Max(Rows, Split / Columns) : Split;
        return parallel >= MostSplits || plan.Reduced < 2 * length ? 1 : Math.Min(MostSplits / Math.Max(1, parallel), (plan.Reduced + length - 1) / length);
    }

    public static void Run(in ReductionPlan plan, in Operand output, in Operand input, nint workspace, long splits)
    {
        bool direct = splits == 1 && output.DType == DTypes.Of<T>();
        RealReduction<R, L, S, T> work = default;
        work._plan = plan;
        work._input = (byte*)input.Address;
        work._dtype = input.DType;
        work._splits = splits;
        work._splitLength = (plan.Reduced + splits - 1) / splits;
        work._partials = direct ? (T*)output.Address : (T*)workspace;
        work._alongColumns = AlongColumns(plan);
        work._blocks = work._alongColumns ? (plan.InnerKept.Size + Columns - 1) / Columns * (plan.Kept / plan.InnerKept.Size) : plan.Kept;
        long perGrain = work.ItemsPerGrain();
        Workers.Run(((work._blocks * splits) + perGrain - 1) / perGrain, in work);
        for (long i = 0; i < plan.Kept && splits > 1; i++)
        {
            for (long split = 1; split < splits; split++)
                work._partials[i] = Combine(work._partials[i], work._partials[(split * plan.Kept) + i]);
        }

        if (!direct)
            Casts.FromTile(work._partials, (byte*)output.Address, output.DType, plan.Kept);
    }

    public readonly void Run(long grain)
    {
        long perGrain = ItemsPerGrain(), items = _blocks * _splits;
        for (long item = grain * perGrain; item < Math.Min(items, (grain + 1) * perGrain); item++)
        {
            (long split, long block) = Math.DivRem(item, _blocks);
            long first = split * _splitLength, last = Math.Min(_plan.Reduced, first + _splitLength);
            T* results = _partials + (split * _plan.Kept);
            if (_alongColumns)
                ReduceColumns(block, first, last, results);
            else
                results[block] = ReduceRow(_plan.KeptOffset(block), first, last);
        }
    }

    // Kept elements lie side by side and reduced ones do not: add whole rows.
    static bool AlongColumns(in ReductionPlan plan) => plan.InnerKept is { Stride: 1, Size: > 1 } && plan.InnerReduced.Stride != 1;

    readonly long ItemsPerGrain()
    {
        long work = _splitLength * (_alongColumns ? Math.Min(Columns, _plan.InnerKept.Size) : 1);
        return Math.Max(1, 32768 / Math.Max(1, work));
    }

    readonly T ReduceRow(long offset, long first, long last)
    {
        T* tile = stackalloc T[Chunk];
        (long inner, long stride) = _plan.InnerReduced;
        T result = T.CreateTruncating(R.Identity);
        for (long at = first; at < last;)
        {
            // Up to the end of this chunk, of this run of the innermost axis, and of the split.
            long length = Math.Min(Math.Min(Chunk, last - at), inner - (at % inner));
            byte* source = _input + ((offset + _plan.ReducedOffset(at)) * _dtype.Size());
            T* values = new TileOperand(_dtype, stride).IsDirect<T>() ? (T*)source : LoadChunk(source, stride, length, tile);
            result = Combine(result, ReduceChunk(values, length));
            at += length;
        }

        return result;
    }

    readonly T* LoadChunk(byte* source, long stride, long length, T* tile)
    {
        TileOperand operand = new(_dtype, stride);
        for (long i = 0; i < length; i += TileOperand.Tile)
            operand.Load((nint)source, i, Math.Min(TileOperand.Tile, length - i), tile + i);
        return tile;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static T ReduceChunk(T* x, long count)
    {
        L identity = L.Constant(R.Identity);
        L a = identity, b = identity, c = identity, d = identity;
        long i = 0;
        for (; i <= count - (4 * L.Count); i += 4 * L.Count)
        {
            a = R.Combine(a, L.Load(x + i));
            b = R.Combine(b, L.Load(x + i + L.Count));
            c = R.Combine(c, L.Load(x + i + (2 * L.Count)));
            d = R.Combine(d, L.Load(x + i + (3 * L.Count)));
        }

        for (; i <= count - L.Count; i += L.Count)
            a = R.Combine(a, L.Load(x + i));
        T* lanes = stackalloc T[L.Count];
        L.Store(lanes, R.Combine(R.Combine(a, b), R.Combine(c, d)));
        for (int half = L.Count / 2; half > 0; half /= 2)
        {
            for (int k = 0; k < half; k++)
                lanes[k] = Combine(lanes[k], lanes[k + half]);
        }

        T result = lanes[0];
        for (; i < count; i++)
            result = Combine(result, x[i]);
        return result;
    }

    readonly void ReduceColumns(long block, long first, long last, T* results)
    {
        long inner = _plan.InnerKept.Size, blocksPerRow = (inner + Columns - 1) / Columns;
        (long row, long part) = Math.DivRem(block, blocksPerRow);
        long column = part * Columns, width = Math.Min(Columns, inner - column);
        T* total = stackalloc T[Columns];
        T* sums = stackalloc T[Columns];
        T* tile = stackalloc T[TileOperand.Tile];
        TileOperand operand = new(_dtype, 1);
        long keptOffset = _plan.KeptOffset((row * inner) + column);
        new Span<T>(total, (int)width).Fill(T.CreateTruncating(R.Identity));
        for (long chunk = first; chunk < last; chunk += Rows)
        {
            new Span<T>(sums, (int)width).Fill(T.CreateTruncating(R.Identity));
            for (long at = chunk; at < Math.Min(last, chunk + Rows); at++)
            {
                byte* source = _input + ((keptOffset + _plan.ReducedOffset(at)) * _dtype.Size());
                AddRow(sums, operand.Load((nint)source, 0, width, tile), width);
            }

            AddRow(total, sums, width);
        }

        new Span<T>(total, (int)width).CopyTo(new Span<T>(results + (row * inner) + column, (int)width));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void AddRow(T* sums, T* row, long width)
    {
        long i = 0;
        for (; i <= width - L.Count; i += L.Count)
            L.Store(sums + i, R.Combine(L.Load(sums + i), L.Load(row + i)));
        for (; i < width; i++)
            sums[i] = Combine(sums[i], row[i]);
    }

    static T Combine(T a, T b)
    {
        T result;
        S.Store(&result, R.Combine(S.Broadcast(a), S.Broadcast(b)));
        return result;
    }
}
