namespace Lamina.NN;

/// <summary>
/// What a stack of transformer layers has made of a sequence so far, so that it can be continued step by step: each step brings its new places
/// alone. Use one for each sequence or batch.
/// </summary>
public sealed class TransformerCache
{
    readonly List<(KeyValueCache Own, KeyValueCache Memory)> _layers = [];

    /// <summary>Number of places so far.</summary>
    public long Length => _layers.Count == 0 ? 0 : _layers[0].Own.Length;

    /// <summary>Forgets all, for another sequence.</summary>
    public void Clear() => _layers.Clear();

    /// <summary>Takes only some sequences on, in a new order, as beam search needs.</summary>
    /// <param name="batch">Numbers of sequences, integers [new batch].</param>
    /// <exception cref="IndexException">A number is beyond the batch.</exception>
    public void Reorder(Tensor batch)
    {
        foreach ((KeyValueCache own, KeyValueCache memory) in _layers)
        {
            own.Reorder(batch);
            memory.Reorder(batch);
        }
    }

    /// <summary>What a layer's attention to its own sequence has made.</summary>
    /// <param name="layer">The layer's number in the stack.</param>
    public KeyValueCache Own(int layer) => Of(layer).Own;

    /// <summary>What a decoder layer's attention to the encoder's output has made, at the first step.</summary>
    /// <param name="layer">The layer's number in the stack.</param>
    public KeyValueCache Memory(int layer) => Of(layer).Memory;

    (KeyValueCache Own, KeyValueCache Memory) Of(int layer)
    {
        while (_layers.Count <= layer)
            _layers.Add((new KeyValueCache(), new KeyValueCache(isFixed: true)));
        return _layers[layer];
    }
}
