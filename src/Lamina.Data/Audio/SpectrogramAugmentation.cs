namespace Lamina.Data.Audio;

/// <summary>Stripes of a spectrogram hidden, so that a network does not rely on any. What comes in is left as it is.</summary>
/// <remarks>
/// A spectrogram is frequencies × frames, row-major. <b>Source:</b> Park et al.: SpecAugment: a simple data augmentation method for automatic speech recognition
/// (Interspeech 2019).
/// </remarks>
public static class SpectrogramAugmentation
{
    /// <summary>A drawn run of frames hidden; torchaudio's <c>TimeMasking</c>.</summary>
    /// <param name="spectrogram">frequencies × frames values.</param>
    /// <param name="frequencies">Rows.</param>
    /// <param name="most">The run has 0 to this many frames, all lengths as likely.</param>
    /// <param name="draws">Where random numbers come from.</param>
    /// <param name="value">What stands there then.</param>
    /// <exception cref="ArgumentException">The values are no whole number of rows.</exception>
    public static float[] MaskTime(ReadOnlySpan<float> spectrogram, int frequencies, int most, ref Draws draws, float value = 0)
    {
        int frames = Frames(spectrogram, frequencies);
        (int first, int count) = Run(frames, most, ref draws);
        float[] masked = spectrogram.ToArray();
        for (int row = 0; row < frequencies; row++)
            masked.AsSpan((row * frames) + first, count).Fill(value);
        return masked;
    }

    /// <summary>A drawn run of frequencies hidden; torchaudio's <c>FrequencyMasking</c>.</summary>
    /// <param name="spectrogram">frequencies × frames values.</param>
    /// <param name="frequencies">Rows.</param>
    /// <param name="most">The run has 0 to this many rows, all lengths as likely.</param>
    /// <param name="draws">Where random numbers come from.</param>
    /// <param name="value">What stands there then.</param>
    /// <exception cref="ArgumentException">The values are no whole number of rows.</exception>
    public static float[] MaskFrequency(ReadOnlySpan<float> spectrogram, int frequencies, int most, ref Draws draws, float value = 0)
    {
        int frames = Frames(spectrogram, frequencies);
        (int first, int count) = Run(frequencies, most, ref draws);
        float[] masked = spectrogram.ToArray();
        masked.AsSpan(first * frames, count * frames).Fill(value);
        return masked;
    }

    static int Frames(ReadOnlySpan<float> spectrogram, int frequencies)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(frequencies, 1);
        return spectrogram.Length % frequencies == 0
            ? spectrogram.Length / frequencies
            : throw new ArgumentException($"{spectrogram.Length} values are no whole number of rows for {frequencies} frequencies.", nameof(spectrogram));
    }

    static (int First, int Count) Run(int length, int most, ref Draws draws)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(most);
        int count = draws.Below(Math.Min(most, length) + 1);
        return (draws.Below(length - count + 1), count);
    }
}
