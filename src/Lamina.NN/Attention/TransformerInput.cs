namespace Lamina.NN;

/// <summary>What goes into a <see cref="Transformer"/>. Masks are true for what is not seen, or numbers added to the scores.</summary>
/// <param name="Source">The sequence for the encoder, [places, batch, dim], or with batch first.</param>
/// <param name="Target">The sequence for the decoder, laid out alike.</param>
/// <param name="SourceMask">Which places of the source see which.</param>
/// <param name="TargetMask">Which places of the target see which.</param>
/// <param name="MemoryMask">Which places of the target see which of the encoder's output.</param>
/// <param name="SourceKeyPaddingMask">[batch, places], true for places of the source that the encoder does not see.</param>
/// <param name="TargetKeyPaddingMask">[batch, places], true for places of the target that nobody sees.</param>
/// <param name="MemoryKeyPaddingMask">[batch, places], true for places of the encoder's output that the decoder does not see.</param>
/// <param name="SourceIsCausal">True to let a place of the source see itself and those before it alone.</param>
/// <param name="TargetIsCausal">True to let a place of the target see itself and those before it alone.</param>
public readonly record struct TransformerInput(
    Tensor Source, Tensor Target, Tensor? SourceMask = null, Tensor? TargetMask = null, Tensor? MemoryMask = null,
    Tensor? SourceKeyPaddingMask = null, Tensor? TargetKeyPaddingMask = null, Tensor? MemoryKeyPaddingMask = null, bool SourceIsCausal = false, bool TargetIsCausal = false);
