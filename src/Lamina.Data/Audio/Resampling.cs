namespace Lamina.Data.Audio;

/// <summary>Recordings at another number of samples a second.</summary>
/// <remarks>
/// y(t) = Σ x(n) · w(t·r − n) · s·sinc(s·(t·r − n)): the sum over what a low-pass filter lets through, with s the share of the old band that the new one has room for, and w a Hann
/// window over <c>zeros</c> zero crossings to each side. The weights of a moment are divided by their sum, so that a constant stays as it is. As torchaudio's <c>resample</c> with
/// <c>sinc_interp_hann</c>, but for that division. <b>Source:</b> Smith: Digital audio resampling (1984).
/// </remarks>
public static class Resampling
{
    // Above what is left of the band, filters of finite length fall off slowly: the last hundredth is given up.
    const double Rolloff = 0.99;

    /// <summary>The recording with another number of samples a second; itself if it has it.</summary>
    /// <param name="recording">The recording, of any number of channels.</param>
    /// <param name="sampleRate">Samples of a channel in a second; above 0.</param>
    /// <param name="zeros">Zero crossings of the filter to each side; more are sharper and slower.</param>
    /// <returns>⌈length · new rate / old rate⌉ samples a channel.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A rate or the number of zeros is below 1.</exception>
    public static Waveform Resample(this Waveform recording, int sampleRate, int zeros = 16)
    {
        ArgumentNullException.ThrowIfNull(recording);
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRate, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(zeros, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(recording.SampleRate, 1);
        if (sampleRate == recording.SampleRate)
            return recording;
        int channels = recording.Channels, frames = recording.Samples.Length / channels;
        long common = (long)System.Numerics.BigInteger.GreatestCommonDivisor(sampleRate, recording.SampleRate), to = sampleRate / common, from = recording.SampleRate / common;
        int length = checked((int)(((frames * to) + from - 1) / from));
        double share = Rolloff * Math.Min(1, (double)to / from), reach = zeros / share;
        float[] samples = new float[checked(length * channels)];
        double[] sums = new double[channels];
        for (int i = 0; i < length; i++)
        {
            double at = (double)(i * from) / to, weights = 0;
            Array.Clear(sums);
            for (int n = (int)Math.Max(0, Math.Ceiling(at - reach)); n <= Math.Min(frames - 1, at + reach); n++)
            {
                double weight = Weight(share * (at - n), zeros);
                weights += weight;
                for (int channel = 0; channel < channels; channel++)
                    sums[channel] += weight * recording.Samples[(n * channels) + channel];
            }

            for (int channel = 0; channel < channels; channel++)
                samples[(i * channels) + channel] = (float)(sums[channel] / weights);
        }

        return new Waveform(samples, sampleRate, channels);
    }

    // At the ends half of the filter hangs over silence: without the division by the sum the first samples would be too faint.
    static double Weight(double x, int zeros)
    {
        double cosine = Math.Cos(Math.PI * x / zeros / 2);
        return cosine * cosine * (x == 0 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x));
    }
}
