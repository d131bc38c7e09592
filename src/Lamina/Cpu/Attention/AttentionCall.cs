using System.Numerics;
using Lamina.Cpu.Products;
using Lamina.Ops;

namespace Lamina.Cpu.Attention;

/// <summary>Sizes and operands that attention and its gradient share.</summary>
internal unsafe struct AttentionCall<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Queries whose scores are held at a time.</summary>
    public const long BlockRows = 64;

    public long Batch, Heads, KeyHeads, Queries, Keys, Depth, Width;
    public T Scale;
    public bool IsCausal;
    public AttentionOperand<T> Q, K, V;
    public AttentionMask<T> Mask;

    public readonly Split Blocks => new(Queries, Math.Max(1, (Queries + BlockRows - 1) / BlockRows));

    /// <summary>Reads the operands.</summary>
    /// <param name="call">The call.</param>
    /// <param name="scale">What the scores are multiplied by.</param>
    /// <param name="isCausal">Query i sees the keys 0 … i.</param>
    /// <param name="maskInput">The input of the mask, if there are so many.</param>
    public static AttentionCall<T> Of(KernelCall call, double scale, bool isCausal, int maskInput)
    {
        Operand q = call.Inputs[0], v = call.Inputs[2];
        return new AttentionCall<T>
        {
            Batch = q.Shape[0],
            Queries = q.Shape[1],
            Heads = q.Shape[2],
            KeyHeads = v.Shape[2],
            Depth = q.Shape[3],
            Keys = v.Shape[1],
            Width = v.Shape[3],
            Scale = T.CreateTruncating(scale),
            IsCausal = isCausal,
            Q = new AttentionOperand<T>(q),
            K = new AttentionOperand<T>(call.Inputs[1]),
            V = new AttentionOperand<T>(v),
            Mask = call.Inputs.Length > maskInput ? new AttentionMask<T>(call.Inputs[maskInput]) : default,
        };
    }

    /// <summary>The head of keys and values that a head of queries meets.</summary>
    public readonly long KeyHead(long head) => head * KeyHeads / Heads;

    /// <summary>Keys that any of the queries before <paramref name="end"/> sees.</summary>
    public readonly long KeysOf(long end) => IsCausal ? Math.Min(Keys, end) : Keys;

    /// <summary>Elements from one row of held scores to the next: whole cache lines.</summary>
    public readonly long Pitch => (Keys + 15) & ~15L;
}

/// <summary>A tensor [batch, places, heads, width] of any strides but 1 along the last axis, by batch and head.</summary>
internal readonly unsafe struct AttentionOperand<T>(Operand operand)
    where T : unmanaged
{
    readonly T* _data = (T*)operand.Address;
    readonly long _batch = operand.Strides[0], _place = operand.Strides[1], _head = operand.Strides[2];

    /// <summary>The places of one head, from <paramref name="first"/> on, as a matrix [places, width].</summary>
    public MatrixView<T> Of(long batch, long head, long first = 0) => new(_data + (batch * _batch) + (head * _head) + (first * _place), _place, 1);
}
