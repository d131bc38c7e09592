namespace Lamina.Data.Audio;

/// <summary>Recordings changed as recordings differ: more noise, a little earlier, a little faster. What comes in is left as it is.</summary>
/// <remarks>A recording is samples of one channel; any number of them, whatever their rate.</remarks>
public static class WaveformAugmentation
{
    /// <summary>Bell-shaped noise of a given loudness added; torchaudio's <c>AddNoise</c> with white noise.</summary>
    /// <param name="samples">The recording.</param>
    /// <param name="ratio">Power of the recording over power of the noise, in decibels: 10 log₁₀; 20 is faint, 0 is as loud.</param>
    /// <param name="draws">Where random numbers come from.</param>
    /// <returns>As many samples; silence stays silence.</returns>
    public static float[] AddNoise(ReadOnlySpan<float> samples, double ratio, ref Draws draws)
    {
        double power = 0;
        foreach (float sample in samples)
            power += (double)sample * sample;
        double deviation = samples.IsEmpty ? 0 : Math.Sqrt(power / samples.Length * Math.Pow(10, -ratio / 10));
        float[] noisy = new float[samples.Length];
        for (int i = 0; i < noisy.Length; i++)
            noisy[i] = (float)(samples[i] + (deviation * draws.Normal()));
        return noisy;
    }

    /// <summary>The recording moved by a drawn number of samples, later or earlier; silence where nothing is left.</summary>
    /// <param name="samples">The recording.</param>
    /// <param name="most">How far at most, in samples; 0 or more.</param>
    /// <param name="draws">Where random numbers come from.</param>
    /// <returns>As many samples.</returns>
    public static float[] Shift(ReadOnlySpan<float> samples, int most, ref Draws draws)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(most);
        int later = Math.Clamp(draws.Below((2 * most) + 1) - most, -samples.Length, samples.Length);
        float[] shifted = new float[samples.Length];
        if (later >= 0)
            samples[..^later].CopyTo(shifted.AsSpan(later));
        else
            samples[-later..].CopyTo(shifted);
        return shifted;
    }

    /// <summary>The recording played faster or slower, and higher or lower with it; between samples on a straight line. Torchaudio's <c>Speed</c>.</summary>
    /// <param name="samples">The recording.</param>
    /// <param name="factor">2 is twice as fast, with half as many samples; above 0.</param>
    public static float[] Speed(ReadOnlySpan<float> samples, double factor)
    {
        if (!(factor > 0 && double.IsFinite(factor)))
            throw new ArgumentOutOfRangeException(nameof(factor), factor, "A speed is a number above 0.");
        float[] played = new float[checked((int)Math.Round(samples.Length / factor))];
        for (int i = 0; i < played.Length; i++)
        {
            double place = Math.Min(i * factor, samples.Length - 1);
            int left = (int)place, right = Math.Min(left + 1, samples.Length - 1);
            played[i] = (float)(samples[left] + ((place - left) * (samples[right] - samples[left])));
        }

        return played;
    }

    /// <summary>The recording at a drawn speed; torchaudio's <c>SpeedPerturbation</c>.</summary>
    /// <param name="samples">The recording.</param>
    /// <param name="slowest">The least factor; 0.9 is usual.</param>
    /// <param name="fastest">The greatest; 1.1 is usual.</param>
    /// <param name="draws">Where random numbers come from.</param>
    public static float[] Speed(ReadOnlySpan<float> samples, double slowest, double fastest, ref Draws draws) => Speed(samples, draws.Uniform(slowest, fastest));
}
