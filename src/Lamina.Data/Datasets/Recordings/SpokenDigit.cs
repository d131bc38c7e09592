using Lamina.Data.Audio;

namespace Lamina.Data;

/// <summary>A recording of a spoken digit.</summary>
/// <param name="Recording">What was heard.</param>
/// <param name="Digit">The digit, 0 to 9.</param>
/// <param name="Speaker">The speaker's name.</param>
public sealed record SpokenDigit(Waveform Recording, int Digit, string Speaker);
