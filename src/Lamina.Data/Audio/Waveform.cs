namespace Lamina.Data.Audio;

/// <summary>A recording: loudness at equal distances in time.</summary>
/// <param name="Samples">The samples, in [−1, 1]; those of several channels at one time side by side.</param>
/// <param name="SampleRate">Samples of a channel in a second.</param>
/// <param name="Channels">1 for mono, 2 for left and right.</param>
public sealed record Waveform(float[] Samples, int SampleRate, int Channels = 1)
{
    /// <summary>How long it is.</summary>
    public double Seconds => (double)Samples.Length / Channels / SampleRate;

    /// <summary>The mean of the channels; the recording itself if it has one.</summary>
    public Waveform ToMono()
    {
        if (Channels == 1)
            return this;
        float[] mono = new float[Samples.Length / Channels];
        for (int i = 0; i < mono.Length; i++)
        {
            double sum = 0;
            for (int channel = 0; channel < Channels; channel++)
                sum += Samples[(i * Channels) + channel];
            mono[i] = (float)(sum / Channels);
        }

        return new Waveform(mono, SampleRate);
    }
}
