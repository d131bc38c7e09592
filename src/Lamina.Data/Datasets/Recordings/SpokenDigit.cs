using Lamina.Data.Audio;

namespace Lamina.Data;

/// <summary>A recording of a spoken digit.</summary>
/// <param name="Recording">What was heard.</param>
/// <param name="Digit">The digit, 0 to 9.</param>
/// <param name="Speaker">The speaker's name.</param>
/// <param name="Take">Which of the speaker's recordings of the digit it is, from 0; those of one person in one sitting follow one another.</param>
public sealed record SpokenDigit(Waveform Recording, int Digit, string Speaker, int Take = 0);
