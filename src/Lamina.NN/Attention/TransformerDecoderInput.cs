namespace Lamina.NN;

/// <summary>What goes into a decoder or one of its layers. Masks are true for what is not seen, or numbers added to the scores.</summary>
/// <param name="Target">The sequence to be continued, [places, batch, dim], or with batch first.</param>
/// <param name="Memory">The encoder's output, laid out alike.</param>
/// <param name="TargetMask">Which places of the target see which.</param>
/// <param name="MemoryMask">Which places of the target see which of the memory.</param>
/// <param name="TargetKeyPaddingMask">[batch, places], true for places of the target that nobody sees.</param>
/// <param name="MemoryKeyPaddingMask">[batch, places], true for places of the memory that nobody sees.</param>
/// <param name="TargetIsCausal">True to let a place of the target see itself and those before it alone.</param>
/// <param name="Cache">Earlier places of the target; null for none.</param>
public readonly record struct TransformerDecoderInput(
    Tensor Target, Tensor Memory, Tensor? TargetMask = null, Tensor? MemoryMask = null, Tensor? TargetKeyPaddingMask = null, Tensor? MemoryKeyPaddingMask = null,
    bool TargetIsCausal = false, TransformerCache? Cache = null);
