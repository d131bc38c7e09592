namespace Lamina.NN;

/// <summary>PyTorch's masks, true for what is not seen, as the one mask of the op, true for what is seen, or as numbers to be added.</summary>
/// <param name="batch">Number of sequences.</param>
/// <param name="heads">Heads of queries.</param>
/// <param name="queries">Places of queries.</param>
/// <param name="keys">Places of keys.</param>
/// <param name="more">Keys behind those, which everybody sees.</param>
/// <param name="layer">Whose masks they are, for errors.</param>
internal readonly struct AttentionMasks(long batch, long heads, long queries, long keys, long more, Module layer)
{
    /// <summary>One mask that broadcasts to [batch, heads, queries, keys + more]; null if all is seen.</summary>
    /// <param name="mask">By query and key.</param>
    /// <param name="padding">By key.</param>
    /// <param name="isCausal">Query i sees the keys 0 … i + past.</param>
    /// <param name="past">Keys before the first query.</param>
    public Tensor? Combine(Tensor? mask, Tensor? padding, bool isCausal, long past)
    {
        Tensor? combined = mask is null ? null : ByPair(mask);
        if (padding is not null)
            combined = Both(combined, ByKey(padding));
        if (isCausal)
            combined = Both(combined, Tensor.Ones([queries, keys], DType.Bool).Triu(past + 1));
        if (combined is null)
            return null;
        if (more > 0)
            combined = Tensor.Concatenate([combined, Tensor.Zeros(combined.Shape.With(-1, more), combined.DType)], -1);
        return combined.DType == DType.Bool ? !combined : combined;
    }

    Tensor ByPair(Tensor mask) => mask.Shape switch
    {
        { Rank: 2 } shape when shape == [queries, keys] => mask,
        { Rank: 3 } shape when shape == [batch * heads, queries, keys] => mask.Reshape(batch, heads, queries, keys),
        { Rank: 4 } shape when shape[^1] == keys && Shape.Broadcast(shape, [batch, heads, queries, keys]) == [batch, heads, queries, keys] => mask,
        _ => throw new ShapeException($"{layer} takes a mask of [{queries}, {keys}], [{batch * heads}, {queries}, {keys}] or [{batch}, {heads}, {queries}, {keys}] (queries by keys); got {mask.Shape}."),
    };

    Tensor ByKey(Tensor padding) => padding.Shape == [batch, keys] || (batch == 1 && padding.Shape == [keys])
        ? padding.Reshape(batch, 1, 1, keys)
        : throw new ShapeException($"{layer} takes a mask of padded keys of [{batch}, {keys}]; got {padding.Shape}.");

    static Tensor Both(Tensor? first, Tensor second)
    {
        if (first is null)
            return second;
        if (first.DType == DType.Bool && second.DType == DType.Bool)
            return first | second;
        DType dtype = first.DType == DType.Bool ? second.DType : first.DType;
        return Added(first, dtype) + Added(second, dtype);
    }

    static Tensor Added(Tensor mask, DType dtype) => mask.DType == DType.Bool ? Tensor.Zeros(mask.Shape, dtype).MaskedFill(mask, double.NegativeInfinity) : mask.To(dtype);
}
