namespace Lamina.Data.Audio;

/// <summary>Several digits spoken by one person, one after the other.</summary>
/// <param name="Recording">What was heard, noise included.</param>
/// <param name="Digits">What was said.</param>
/// <param name="Speaker">The speaker's name.</param>
public sealed record SpokenSequence(Waveform Recording, IReadOnlyList<int> Digits, string Speaker);
