using System.Numerics;
using System.Runtime.CompilerServices;
using Lamina.Cpu.Products;
using Lamina.Ops;
using Lamina.Simd;

namespace Lamina.Cpu.Attention;

/// <summary>
/// Attention. A grain is a block of queries of one head: the scores of the block over all its keys are held in the thread's scratch,
/// become probabilities there, and meet the values.
/// </summary>
internal unsafe struct AttentionGrains<L, T> : IGrains
    where L : struct, IVectorLane<L, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    AttentionCall<T> _call;
    AttentionOperand<T> _y;
    T* _sums;

    public static void Run(in AttentionCall<T> attention, KernelCall call)
    {
        AttentionGrains<L, T> grains = new() { _call = attention, _y = new AttentionOperand<T>(call.Outputs[0]), _sums = (T*)call.Outputs[1].Address };
        Workers.Run(attention.Batch * attention.Heads * attention.Blocks.Parts, in grains);
    }

    public readonly void Run(long grain)
    {
        Split blocks = _call.Blocks;
        (grain, long block) = Math.DivRem(grain, blocks.Parts);
        (long batch, long head) = Math.DivRem(grain, _call.Heads);
        long first = blocks.Start(block), rows = blocks.Size(block), keys = _call.KeysOf(first + rows), pitch = _call.Pitch;
        if (rows == 0)
            return;
        MatrixView<T> scores = new((T*)Scratch.Get(ScratchSlot.Attention0, AttentionCall<T>.BlockRows * pitch * sizeof(T)), pitch, 1);
        MatrixProduct.Run(rows, keys, _call.Depth, _call.Q.Of(batch, head, first), _call.K.Of(batch, _call.KeyHead(head)).Transposed, scores);
        if (_call.Mask.IsThere)
            _call.Mask.Apply<L>(scores.Data, pitch, batch, head, first, rows, keys, _call.Scale);
        T* sums = _sums + (((batch * _call.Heads) + head) * _call.Queries) + first;
        Soften(scores.Data, pitch, first, rows, keys, sums);
        MatrixProduct.Run(rows, _call.Width, keys, scores, _call.V.Of(batch, _call.KeyHead(head)), _y.Of(batch, head, first));
    }

    /// <summary>Turns rows of scores into probabilities, 0 for the keys that are not seen, and gives the logarithms of the sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    readonly void Soften(T* scores, long pitch, long first, long rows, long keys, T* sums)
    {
        // What is added to the last vector of a row: nothing for the keys that are seen, −∞ for the others.
        T* unseen = stackalloc T[2 * L.Count], largest = stackalloc T[(int)AttentionCall<T>.BlockRows];
        L scale = L.Broadcast(_call.Mask.IsThere ? T.One : _call.Scale);
        L.Store(unseen, L.Constant(0));
        L.Store(unseen + L.Count, L.Broadcast(T.NegativeInfinity));
        for (long row = 0; row < rows; row++, scores += pitch)
        {
            long seen = _call.IsCausal ? Math.Min(keys, first + row + 1) : keys;
            (largest[row], sums[row]) = Soften(scores, seen, scale, unseen);
            long end = Math.Min(keys, (seen + L.Count - 1) / L.Count * L.Count);
            new Span<T>(scores + end, (int)(keys - end)).Clear();
        }

        for (long row = 0; row < rows; row += L.Count)
        {
            long count = Math.Min(L.Count, rows - row);
            LaneRest.Store(sums + row, count, LaneRest.Load<L, T>(largest + row, count, T.Zero) + L.Log(LaneRest.Load<L, T>(sums + row, count, T.One)));
        }
    }

    /// <summary>One row, in whole vectors: the room behind it is its own. Gives the largest score and the sum of the powers of e.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static (T Largest, T Sum) Soften(T* row, long seen, L scale, T* unseen)
    {
        L last = default, max = L.Broadcast(T.NegativeInfinity), sum = L.Constant(0);
        long whole = seen - (seen % L.Count), rest = seen - whole;
        for (long i = 0; i < whole; i += L.Count)
        {
            L score = L.Load(row + i) * scale;
            L.Store(row + i, score);
            max = L.Max(max, score);
        }

        if (rest > 0)
        {
            last = L.MultiplyAdd(LaneRest.Load<L, T>(row + whole, rest, T.Zero), scale, L.Load(unseen + L.Count - rest));
            max = L.Max(max, last);
        }

        T largest = L.MaxElement(max);
        L down = L.Broadcast(largest);
        for (long i = 0; i < whole; i += L.Count)
        {
            L term = L.Exp(L.Load(row + i) - down);
            L.Store(row + i, term);
            sum += term;
        }

        if (rest > 0)
        {
            last = L.Exp(last - down);
            sum += last;
        }

        T total = L.Sum(sum);
        L share = L.Broadcast(T.One / total);
        for (long i = 0; i < whole; i += L.Count)
            L.Store(row + i, L.Load(row + i) * share);
        if (rest > 0)
            L.Store(row + whole, last * share);
        return (largest, total);
    }
}
