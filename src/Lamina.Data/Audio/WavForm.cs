namespace Lamina.Data.Audio;

/// <summary>How a WAVE file stores a sample.</summary>
public enum WavForm
{
    /// <summary>A whole number of 16 bits, as players and telephones have it.</summary>
    Pcm16,

    /// <summary>A float of 32 bits, which keeps all there is.</summary>
    Float32,
}
