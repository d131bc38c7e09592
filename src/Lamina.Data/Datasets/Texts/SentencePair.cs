namespace Lamina.Data;

/// <summary>A sentence in one language and its translation.</summary>
/// <param name="Source">The sentence to translate.</param>
/// <param name="Target">Its translation.</param>
public sealed record SentencePair(string Source, string Target);
