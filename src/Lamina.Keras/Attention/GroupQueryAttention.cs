using Lamina.NN;

namespace Lamina.Keras;

/// <summary>
/// Attention in heads, of which several of queries share one of keys and values. Shape: [N, T, dim], [N, S, ..], [N, S, ..] → [N, T, dim]. Keys: those of <c>query</c>, <c>key</c>, <c>value</c> and <c>output</c>, each an
/// <see cref="EinsumDense"/>: weights [features, heads, head dim], at the output [heads, head dim, dim].
/// </summary>
/// <remarks>
/// As Keras' <c>GroupQueryAttention</c>, its start included. With as many heads of keys as of queries it is Keras' <c>MultiHeadAttention</c> of <c>key_dim</c> = <c>value_dim</c> = head dim; PyTorch's, whose heads share the size of queries, is
/// <see cref="MultiHeadAttention"/>. DType: floating point. Sources: Vaswani et al., Attention Is All You Need (2017); Ainslie et al., GQA (2023).
/// </remarks>
public sealed class GroupQueryAttention : AttentionLayer
{
    readonly Lock _building = new();

    /// <summary>Makes a layer, whose weights wait for the first input.</summary>
    /// <param name="headDim">Numbers of a head.</param>
    /// <param name="numQueryHeads">Heads of queries.</param>
    /// <param name="numKeyValueHeads">Heads of keys and values, of which those of queries are a multiple.</param>
    /// <param name="dropout">In training, the probability with which the weight of a pair is set to 0.</param>
    /// <param name="useBias">False to leave all biases out.</param>
    /// <param name="generator">The source of dropout's random numbers; <see cref="Generator.Default"/> if null.</param>
    /// <exception cref="ShapeException">A size is below 1, or the heads of queries are no multiple of the others.</exception>
    /// <exception cref="NumericException">Dropout is no probability below 1.</exception>
    public GroupQueryAttention(int headDim, int numQueryHeads, int numKeyValueHeads, double dropout = 0, bool useBias = true, Generator? generator = null)
        : base(dropout, generator)
    {
        if (headDim < 1 || numQueryHeads < 1 || numKeyValueHeads < 1 || numQueryHeads % numKeyValueHeads != 0)
            throw new ShapeException($"GroupQueryAttention({headDim}, {numQueryHeads}, {numKeyValueHeads}): sizes are at least 1, and the heads of queries a multiple of those of keys.");
        (HeadDim, NumQueryHeads, NumKeyValueHeads, UseBias) = (headDim, numQueryHeads, numKeyValueHeads, useBias);
        Query = Heads(numQueryHeads);
        Key = Heads(numKeyValueHeads);
        Value = Heads(numKeyValueHeads);

        EinsumDense Heads(int heads) => new("btm,mhd->bthd", [-1, heads, headDim], biasAxes: useBias ? "hd" : null);
    }

    internal GroupQueryAttention(int headDim, int numQueryHeads, int numKeyValueHeads, double dropout, bool useBias, EinsumDense query, EinsumDense key, EinsumDense value, EinsumDense? output)
        : this(headDim, numQueryHeads, numKeyValueHeads, dropout, useBias) => (Query, Key, Value, Output) = (query, key, value, output);

    /// <summary>Numbers of a head.</summary>
    public int HeadDim { get; }

    /// <summary>Heads of queries.</summary>
    public int NumQueryHeads { get; }

    /// <summary>Heads of keys and values.</summary>
    public int NumKeyValueHeads { get; }

    /// <summary>Whether there are biases.</summary>
    public bool UseBias { get; }

    /// <summary>From inputs to the heads of queries.</summary>
    public EinsumDense Query { get; }

    /// <summary>From inputs to the heads of keys.</summary>
    public EinsumDense Key { get; }

    /// <summary>From inputs to the heads of values.</summary>
    public EinsumDense Value { get; }

    /// <summary>From heads to the output; null until the input's shape is known.</summary>
    public EinsumDense? Output { get; private set; }

    /// <inheritdoc/>
    public override string ToString() => $"GroupQueryAttention({HeadDim}, heads: {NumQueryHeads}, {NumKeyValueHeads} for keys)";

    private protected override Tensor Attend(Tensor query, Tensor value, Tensor key, Tensor? mask)
    {
        lock (_building)
        {
            if (Output is null)
            {
                Output = new EinsumDense("bthd,hdm->btm", [-1, query.Shape[2]], biasAxes: UseBias ? "m" : null);
                Output.Train(IsTraining);
            }
        }

        // [N, heads, places, head dim].
        Tensor q = Query.Forward(query).Transpose(1, 2), k = Key.Forward(key).Transpose(1, 2), v = Value.Forward(value).Transpose(1, 2);
        mask = mask?.Unsqueeze(1);
        Tensor y = mask is null && !(IsTraining && Dropout > 0)
            ? q.Attention(k, v)
            : Weigh(q.MatMul(Shared(k).Transpose(-2, -1)) / Math.Sqrt(HeadDim), Shared(v), mask);
        return Output.Forward(y.Transpose(1, 2));
    }

    // Each head of keys for as many of queries as share it.
    Tensor Shared(Tensor x) => NumQueryHeads == NumKeyValueHeads
        ? x
        : x.Unsqueeze(2).Expand([x.Shape[0], x.Shape[1], NumQueryHeads / NumKeyValueHeads, .. x.Shape[2..]]).Reshape(x.Shape[0], NumQueryHeads, x.Shape[2], x.Shape[3]);
}
