namespace Lamina.NN;

/// <summary>What comes out of <see cref="MultiHeadAttention"/>.</summary>
/// <param name="Output">Laid out as the query.</param>
/// <param name="Weights">[batch, T, S], or [batch, heads, T, S] for each head; both without batch for one sequence. Null where they were not asked for.</param>
public readonly record struct AttentionOutput(Tensor Output, Tensor? Weights);
