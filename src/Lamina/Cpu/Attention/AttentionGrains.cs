using System.Numerics;
using System.Runtime.CompilerServices;
using Lamina.Cpu.Rows;
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
        MatrixProduct.Run(rows, keys, _call.Depth, _call.Q.Of(batch, head, first), _call.K.Of(batch, head).Transposed, scores);
        T* sums = _sums + (((batch * _call.Heads) + head) * _call.Queries) + first;
        for (long row = 0; row < rows; row++)
        {
            long seen = _call.IsCausal ? Math.Min(keys, first + row + 1) : keys;
            sums[row] = Soften(scores.Data + (row * pitch), seen, keys, _call.Scale);
        }

        MatrixProduct.Run(rows, _call.Width, keys, scores, _call.V.Of(batch, head), _y.Of(batch, head, first));
    }

    /// <summary>Turns a row of scores into probabilities, 0 for the keys that are not seen, and gives the logarithm of the sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static T Soften(T* row, long seen, long keys, T scale)
    {
        L factor = L.Broadcast(scale);
        long i = 0;
        for (; i <= seen - L.Count; i += L.Count)
            L.Store(row + i, L.Load(row + i) * factor);
        for (; i < seen; i++)
            row[i] *= scale;
        T max = RowKernels.Max<L, T>(row, seen), sum = RowKernels.SumOfExponentials<L, T>(row, max, seen, row);
        T part = T.One / sum;
        L share = L.Broadcast(part);
        for (i = 0; i <= seen - L.Count; i += L.Count)
            L.Store(row + i, L.Load(row + i) * share);
        for (; i < seen; i++)
            row[i] *= part;
        new Span<T>(row + seen, (int)(keys - seen)).Clear();
        return max + RowKernels.Log<L, T>(sum);
    }
}
