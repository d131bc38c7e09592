using System.Numerics;
using System.Runtime.CompilerServices;
using Lamina.Cpu.Products;
using Lamina.Ops;
using Lamina.Simd;

namespace Lamina.Cpu.Attention;

/// <summary>
/// Gradients of attention. A grain is a head of keys with its heads of queries: block after block of them, the probabilities P are computed again; with
/// δ = Σ dy·y of a row, dS = P·(dy·vᵀ − δ)·scale, and dq = dS·k, dk += dSᵀ·q, dv += Pᵀ·dy, in the order of the blocks.
/// </summary>
internal unsafe struct AttentionGradientGrains<L, T> : IGrains
    where L : struct, IVectorLane<L, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    AttentionCall<T> _call;
    AttentionOperand<T> _dy, _y, _dq, _dk, _dv;
    T* _sums;

    public static void Run(in AttentionCall<T> attention, KernelCall call)
    {
        AttentionGradientGrains<L, T> grains = new()
        {
            _call = attention,
            _dy = new AttentionOperand<T>(call.Inputs[3]),
            _y = new AttentionOperand<T>(call.Inputs[4]),
            _sums = (T*)call.Inputs[5].Address,
            _dq = new AttentionOperand<T>(call.Outputs[0]),
            _dk = new AttentionOperand<T>(call.Outputs[1]),
            _dv = new AttentionOperand<T>(call.Outputs[2]),
        };
        Workers.Run(attention.Batch * attention.KeyHeads, in grains);
    }

    public readonly void Run(long grain)
    {
        (long batch, long keyHead) = Math.DivRem(grain, _call.KeyHeads);
        MatrixView<T> dk = _dk.Of(batch, keyHead), dv = _dv.Of(batch, keyHead);
        for (long key = 0; key < _call.Keys; key++)
        {
            new Span<T>(dk.Data + (key * dk.RowStride), (int)_call.Depth).Clear();
            new Span<T>(dv.Data + (key * dv.RowStride), (int)_call.Width).Clear();
        }

        Split blocks = _call.Blocks;
        long heads = _call.Heads / _call.KeyHeads;
        for (long head = keyHead * heads; head < (keyHead + 1) * heads; head++)
        {
            for (long block = 0; block < blocks.Parts; block++)
            {
                if (blocks.Size(block) > 0)
                    Block(batch, head, blocks.Start(block), blocks.Size(block), dk, dv);
            }
        }
    }

    readonly void Block(long batch, long head, long first, long rows, MatrixView<T> dk, MatrixView<T> dv)
    {
        long keys = _call.KeysOf(first + rows), pitch = _call.Pitch, size = AttentionCall<T>.BlockRows * pitch * sizeof(T);
        MatrixView<T> p = new((T*)Scratch.Get(ScratchSlot.Attention0, size), pitch, 1), ds = new((T*)Scratch.Get(ScratchSlot.Attention1, size), pitch, 1);
        MatrixView<T> q = _call.Q.Of(batch, head, first), k = _call.K.Of(batch, _call.KeyHead(head)), v = _call.V.Of(batch, _call.KeyHead(head));
        MatrixView<T> dy = _dy.Of(batch, head, first), y = _y.Of(batch, head, first);
        MatrixProduct.Run(rows, keys, _call.Depth, q, k.Transposed, p);
        if (_call.Mask.IsThere)
            _call.Mask.Apply<L>(p.Data, pitch, batch, head, first, rows, keys, _call.Scale);
        MatrixProduct.Run(rows, keys, _call.Width, dy, v.Transposed, ds);
        T own = _call.Mask.IsThere ? T.One : _call.Scale;
        T* sums = _sums + (((batch * _call.Heads) + head) * _call.Queries) + first;
        for (long row = 0; row < rows; row++)
        {
            long seen = _call.IsCausal ? Math.Min(keys, first + row + 1) : keys;
            T delta = Dot(dy.Data + (row * dy.RowStride), y.Data + (row * y.RowStride), _call.Width);
            Row(p.Data + (row * pitch), ds.Data + (row * pitch), seen, keys, sums[row], delta, own, _call.Scale);
        }

        MatrixProduct.Run(keys, _call.Width, rows, p.Transposed, dy, dv, accumulate: true);
        MatrixProduct.Run(rows, _call.Depth, keys, ds, k, _dq.Of(batch, head, first));
        MatrixProduct.Run(keys, _call.Depth, rows, ds.Transposed, q, dk, accumulate: true);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static T Dot(T* a, T* b, long length)
    {
        L sum = L.Constant(0);
        long i = 0;
        for (; i <= length - L.Count; i += L.Count)
            sum = L.MultiplyAdd(L.Load(a + i), L.Load(b + i), sum);
        T total = L.Sum(sum);
        for (; i < length; i++)
            total += a[i] * b[i];
        return total;
    }

    /// <summary>From scores, times what they still lack, to probabilities, and from dy·vᵀ to the gradient of the scores before their scale.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Row(T* p, T* ds, long seen, long keys, T sum, T delta, T own, T scale)
    {
        L lacking = L.Broadcast(own), factor = L.Broadcast(scale), shift = L.Broadcast(sum), mean = L.Broadcast(delta);
        long i = 0;
        for (; i <= seen - L.Count; i += L.Count)
        {
            L probability = L.Exp((L.Load(p + i) * lacking) - shift);
            L.Store(ds + i, probability * (L.Load(ds + i) - mean) * factor);
            L.Store(p + i, probability);
        }

        if (i < seen)
        {
            L probability = L.Exp((LaneRest.Load<L, T>(p + i, seen - i, T.Zero) * lacking) - shift);
            LaneRest.Store(ds + i, seen - i, probability * (LaneRest.Load<L, T>(ds + i, seen - i, T.Zero) - mean) * factor);
            LaneRest.Store(p + i, seen - i, probability);
        }

        new Span<T>(p + seen, (int)(keys - seen)).Clear();
        new Span<T>(ds + seen, (int)(keys - seen)).Clear();
    }
}
