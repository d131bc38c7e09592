namespace Lamina.NN;

/// <summary>
/// The keys and values that one <see cref="MultiHeadAttention"/> has made, so that a sequence can be continued step by step: each step brings
/// its new places alone, and sees all before.
/// </summary>
/// <param name="isFixed">
/// True to keep those of the first step and never look at the keys of a later one, as attention to an encoder's output does.
/// </param>
public sealed class KeyValueCache(bool isFixed = false)
{
    /// <summary>Whether later keys are not looked at.</summary>
    public bool IsFixed { get; } = isFixed;

    /// <summary>[batch, heads, length, head dim]; null before the first step.</summary>
    public Tensor? Keys { get; private set; }

    /// <summary>[batch, heads, length, head dim]; null before the first step.</summary>
    public Tensor? Values { get; private set; }

    /// <summary>Number of places held.</summary>
    public long Length => Keys?.Shape[2] ?? 0;

    /// <summary>Forgets all, for another sequence.</summary>
    public void Clear() => (Keys, Values) = (null, null);

    /// <summary>Takes only some sequences on, in a new order, as beam search needs.</summary>
    /// <param name="batch">Numbers of sequences, integers [new batch].</param>
    /// <exception cref="IndexException">A number is beyond the batch.</exception>
    public void Reorder(Tensor batch)
    {
        if (Keys is not null)
            (Keys, Values) = (Keys.IndexSelect(0, batch), Values!.IndexSelect(0, batch));
    }

    /// <summary>Adds the keys and values of new places; how attention of one's own continues a sequence.</summary>
    /// <param name="keys">[batch, heads, new places, head dim].</param>
    /// <param name="values">[batch, heads, new places, head dim].</param>
    /// <returns>All that are held now.</returns>
    /// <exception cref="ShapeException">Batch, heads or dim are others than before.</exception>
    public (Tensor Keys, Tensor Values) Append(Tensor keys, Tensor values)
    {
        if (Keys is { } held && keys.Shape.With(2, held.Shape[2]) != held.Shape)
            throw new ShapeException($"A cache of keys {held.Shape} cannot be continued by {keys.Shape} [batch, heads, length, dim]. Use a cache for each layer, and `Clear` it for another batch.");
        if (Keys is not null)
            (keys, values) = (Tensor.Concatenate([Keys, keys], 2), Tensor.Concatenate([Values!, values], 2));
        (Keys, Values) = (keys, values);
        return (keys, values);
    }
}
