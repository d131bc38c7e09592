namespace Lamina.Data.Audio;

/// <summary>
/// What speech looks like to a network: the natural logarithm of the power in bands of equal width in pitch, piece of time by piece of time.
/// </summary>
/// <remarks>
/// ln(max(Σ_f H(f, b) · |STFT(f, t)|², floor)), with a Hann window, the Toolkit's (HTK's) mel scale 2595 log₁₀(1 + f/700) and triangles of height 1, as torchaudio's
/// <c>MelSpectrogram</c> has by default; the power is of samples in [−1, 1] and not divided by anything. <see cref="Standardize"/> takes loudness and the sound of the room away.
/// <b>Source:</b> Davis, Mermelstein: Comparison of parametric representations for monosyllabic word recognition (1980).
/// </remarks>
public sealed record MelSpectrogram
{
    /// <summary>Samples a second that recordings have.</summary>
    public int SampleRate { get; init; } = 8000;

    /// <summary>Points of a piece and of its transform, in samples.</summary>
    public int Points { get; init; } = 256;

    /// <summary>From one piece to the next, in samples.</summary>
    public int Hop { get; init; } = 100;

    /// <summary>Number of bands.</summary>
    public int Bands { get; init; } = 40;

    /// <summary>Where the lowest band begins, in hertz.</summary>
    public double Low { get; init; } = 60;

    /// <summary>The least power that a logarithm is taken of.</summary>
    public double Floor { get; init; } = 1e-6;

    /// <summary>Pieces of a recording.</summary>
    /// <param name="samples">Its length in samples.</param>
    public int Frames(int samples) => (Math.Max(samples, Points) / Hop) + 1;

    /// <summary>The logarithms of power.</summary>
    /// <param name="samples">A recording of one channel at <see cref="SampleRate"/>; one shorter than a piece is filled up with silence.</param>
    /// <returns>[frames, bands], float32, ln of power; frame t stands around sample t · hop.</returns>
    /// <exception cref="NumericException">The bands do not fit the rate, or a number is below 1.</exception>
    public Tensor Apply(ReadOnlySpan<float> samples)
    {
        if (Points < 2 || Hop < 1)
            throw new NumericException($"MelSpectrogram: {Points} points every {Hop} samples; give at least 2 points and 1 sample.");
        using GradientScope off = Gradients.Off();
        float[] padded = new float[Math.Max(samples.Length, Points)];
        samples.CopyTo(padded);
        Tensor spectra = Tensor.From<float>(padded, [padded.Length]).Stft(Points, Hop, Tensor.HannWindow(Points));
        Tensor power = spectra.Square().Sum(-1).Transpose(0, 1);
        return power.MatMul(Tensor.MelFilterBank((Points / 2) + 1, Bands, SampleRate, Low)).Clamp(min: Floor).Log();
    }

    /// <summary>A spectrogram without the mean of each band over time, and divided by the deviation of what is left; zeros where nothing differs.</summary>
    /// <param name="spectrogram">[frames, bands].</param>
    /// <returns>[frames, bands].</returns>
    public static Tensor Standardize(Tensor spectrogram)
    {
        ArgumentNullException.ThrowIfNull(spectrogram);
        using GradientScope off = Gradients.Off();
        Tensor centred = spectrogram - spectrogram.Mean([0], keepDims: true);
        return centred / (centred.Square().Mean() + 1e-5).Sqrt();
    }
}
