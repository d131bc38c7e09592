namespace Lamina.Models.Translation;

/// <summary>What a <see cref="GruTranslator"/> has made of sentences, to translate from.</summary>
/// <param name="Annotations">The places of the sentences, [batch, places, 2·hidden].</param>
/// <param name="Keys">What attention compares the decoder's state with, [batch, places, hidden].</param>
/// <param name="Mask">True where a place is a token, [batch, places, 1].</param>
/// <param name="State">The decoder's first state, [batch, hidden].</param>
public sealed record TranslatorMemory(Tensor Annotations, Tensor Keys, Tensor Mask, Tensor State);
