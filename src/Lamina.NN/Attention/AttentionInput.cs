namespace Lamina.NN;

/// <summary>What goes into <see cref="MultiHeadAttention"/>.</summary>
/// <param name="Query">[T, batch, dim], or [batch, T, dim] for a layer that is batch-first; both without batch for one sequence.</param>
/// <param name="Key">[S, batch, key dim], laid out alike; the query if null.</param>
/// <param name="Value">[S, batch, value dim], laid out alike; the key if null.</param>
/// <param name="KeyPaddingMask">[batch, S], true for keys that nobody sees, or numbers added to the scores.</param>
/// <param name="Mask">[T, S], [batch · heads, T, S] or [batch, heads, T, S], true for what is not seen, or numbers added to the scores.</param>
/// <param name="IsCausal">True to let query i see the keys 0 … i alone, counted from the first that a cache holds.</param>
/// <param name="NeedWeights">True to get the weights of all pairs, which are else never held as a whole.</param>
/// <param name="AverageWeights">True for the mean of the weights over the heads, false for those of each head.</param>
/// <param name="Cache">Keys and values of earlier steps, to which those of this one are added; null for none.</param>
public readonly record struct AttentionInput(
    Tensor Query, Tensor? Key = null, Tensor? Value = null, Tensor? KeyPaddingMask = null, Tensor? Mask = null, bool IsCausal = false,
    bool NeedWeights = false, bool AverageWeights = true, KeyValueCache? Cache = null);
