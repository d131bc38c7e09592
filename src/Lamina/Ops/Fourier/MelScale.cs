namespace Lamina;

/// <summary>How a frequency f in hertz becomes a pitch in mel.</summary>
public enum MelScale
{
    /// <summary>2595 log₁₀(1 + f/700), of O'Shaughnessy and the Hidden Markov Model Toolkit.</summary>
    Htk,

    /// <summary>Linear to 1000 Hz (15 mel), then logarithmic with 27 mel for each factor of 6.4; of Slaney's Auditory Toolbox.</summary>
    Slaney,
}
