using Lamina.Data.Audio;
using Lamina.Models.Speech;
using Lamina.NN;

namespace Lamina.Pipelines;

/// <summary>A trained recognizer of speech as a function: recording → words.</summary>
/// <remarks><code>string said = Pipeline.Load&lt;Transcription&gt;("runs/digits-ctc-1").Transcribe("five.wav").Text;</code></remarks>
public sealed class Transcription : Pipeline
{
    internal const string KindName = "transcription";

    const double ShortestSeconds = 0.1, LongestSeconds = 600;

    readonly CrnnCtc _network;

    /// <summary>A recognizer with the form of spectrogram that it was trained on.</summary>
    /// <param name="network">The network; its class 0 is the blank.</param>
    /// <param name="spectrogram">How recordings become pictures; each is standardized then.</param>
    /// <param name="words">The word of each class, from class 1 on.</param>
    /// <exception cref="PipelineException">Bands or classes differ from those of the network.</exception>
    public Transcription(CrnnCtc network, MelSpectrogram spectrogram, IReadOnlyList<string> words)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(spectrogram);
        ArgumentNullException.ThrowIfNull(words);
        if (spectrogram.Bands != network.Bands || words.Count + 1 != network.Classes)
            throw new PipelineException($"{network} does not fit spectrograms of {spectrogram.Bands} bands and {words.Count} words besides the blank. Build it for these.");
        (_network, Spectrogram, Words) = (network, spectrogram, [.. words]);
    }

    /// <summary>How recordings become pictures.</summary>
    public MelSpectrogram Spectrogram { get; }

    /// <summary>The words that it knows.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <inheritdoc/>
    public override Module Network => _network;

    /// <inheritdoc/>
    public override string Kind => KindName;

    /// <summary>Writes down what a file says.</summary>
    /// <param name="path">A WAVE file of any rate and any number of channels.</param>
    /// <param name="beam">How many beginnings the search follows; 1 is fast.</param>
    /// <exception cref="Data.DataFormatException">The file is no recording, or a damaged one.</exception>
    /// <exception cref="PipelineException">The recording is too short, too long, or holds what is no number.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    public Transcript Transcribe(string path, int beam = 16) => Transcribe(Wav.Read(path), beam);

    /// <summary>Writes down what a recording says.</summary>
    /// <param name="recording">0.1 to 600 seconds; channels are mixed, and another rate is resampled.</param>
    /// <param name="beam">How many beginnings the search follows; 1 is fast.</param>
    /// <exception cref="PipelineException">The recording is too short, too long, or holds what is no number.</exception>
    public Transcript Transcribe(Waveform recording, int beam = 16)
    {
        ArgumentNullException.ThrowIfNull(recording);
        ArgumentOutOfRangeException.ThrowIfLessThan(beam, 1);
        if (!(recording.Seconds is >= ShortestSeconds and <= LongestSeconds))
            throw new PipelineException(FormattableString.Invariant($"A recording of {recording.Samples.Length / Math.Max(1, recording.Channels)} samples at {recording.SampleRate} a second lasts {recording.Seconds:0.####} s; speech of {ShortestSeconds} to {LongestSeconds} s is written down. Record a word, or cut the file into parts."));
        if (Array.FindIndex(recording.Samples, sample => !float.IsFinite(sample)) is >= 0 and var at)
            throw new PipelineException($"Sample {at} of the recording is {recording.Samples[at]}, which cannot be heard. Look at what made the file.");
        Tensor picture = Spectrogram.Apply(recording.ToMono().Resample(Spectrogram.SampleRate).Samples);

        // In silence all differences are rounding errors, which standardizing would blow up to something like speech.
        if ((picture - picture.Mean()).Abs().Max().ToDouble() < 1e-2)
            return new Transcript("", [], 1);
        using GradientScope off = Gradients.Off();
        _network.Eval();
        Tensor scores = _network.Forward(MelSpectrogram.Standardize(picture).Unsqueeze(0)).LogSoftmax(-1).Select(0, 0);
        CtcHypothesis best = CtcDecoding.PrefixBeam(scores, beam, best: 1)[0];
        string[] heard = [.. best.Labels.Select(label => Words[label - 1])];
        return new Transcript(string.Join(' ', heard), heard, Math.Exp(best.LogProbability));
    }

    /// <inheritdoc/>
    protected override void Describe(PipelineFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        file.Set("rate", Spectrogram.SampleRate);
        file.Set("points", Spectrogram.Points);
        file.Set("hop", Spectrogram.Hop);
        file.Set("bands", Spectrogram.Bands);
        file.Set("low", Spectrogram.Low);
        file.Set("floor", Spectrogram.Floor);
        file.Set("channels", _network.Channels);
        file.Set("hidden", _network.Hidden);
        file.Set("layers", _network.Layers);
        file.Set("words", Words);
    }

    internal static Transcription Read(PipelineFile file)
    {
        IReadOnlyList<string> words = file.Texts("words", 10_000);
        MelSpectrogram spectrogram = new()
        {
            SampleRate = file.Int("rate", 1000, 192_000),
            Points = file.Int("points", 16, 65_536),
            Hop = file.Int("hop", 1, 65_536),
            Bands = file.Int("bands", 1, 512),
            Low = file.Real("low"),
            Floor = file.Real("floor"),
        };
        if (!(spectrogram.Low >= 0 && spectrogram.Low < spectrogram.SampleRate / 2.0))
            throw file.Fault("low", "a frequency below half the rate");
        if (spectrogram.Floor <= 0)
            throw file.Fault("floor", "a power above 0");
        int channels = file.Int("channels", 1, 1024), hidden = file.Int("hidden", 1, 4096), layers = file.Int("layers", 1, 16);

        // Four gates in each of two directions, which read the channels of a quarter of the bands, or both directions of the layer below.
        file.CheckWeights("hidden", 8L * hidden * ((channels * (spectrogram.Bands / 4)) + (hidden * ((3L * layers) - 2))));
        CrnnCtc network = new(spectrogram.Bands, words.Count + 1, channels, hidden, layers);
        return new Transcription(network, spectrogram, words);
    }
}
