using System.Numerics;
using System.Runtime.CompilerServices;
using Lamina.Ops;
using Lamina.Simd;

namespace Lamina.Cpu.Attention;

/// <summary>What is added to the scores, [batch, heads, queries, keys], the keys side by side; nothing by default.</summary>
internal readonly unsafe struct AttentionMask<T>(Operand operand)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    readonly T* _data = (T*)operand.Address;
    readonly long _batch = operand.Strides[0], _head = operand.Strides[1], _query = operand.Strides[2];

    public bool IsThere => _data != null;

    /// <summary>Scales a block of scores and adds its part of the mask: whole vectors, then one that is padded.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Apply<L>(T* scores, long pitch, long batch, long head, long first, long rows, long keys, T scale)
        where L : struct, IVectorLane<L, T>
    {
        T* mask = _data + (batch * _batch) + (head * _head) + (first * _query);
        L factor = L.Broadcast(scale);
        for (long row = 0; row < rows; row++, scores += pitch, mask += _query)
        {
            long i = 0;
            for (; i <= keys - L.Count; i += L.Count)
                L.Store(scores + i, L.MultiplyAdd(L.Load(scores + i), factor, L.Load(mask + i)));
            if (i < keys)
                LaneRest.Store(scores + i, keys - i, L.MultiplyAdd(LaneRest.Load<L, T>(scores + i, keys - i, T.Zero), factor, LaneRest.Load<L, T>(mask + i, keys - i, T.Zero)));
        }
    }
}
