using Lamina.Data.Audio;
using Lamina.Models.Speech;
using Xunit;

namespace Lamina.Pipelines.Tests.Speech;

/// <summary>Recordings become words by the network, whatever their rate; what is no recording of speech is said so.</summary>
[Collection(nameof(Alone))]
public sealed class TranscriptionTests
{
    static readonly MelSpectrogram Form = new() { Bands = 12, Low = 100 };

    [Fact]
    public void What_was_saved_says_the_same_again()
    {
        Transcription made = Make();
        using TemporaryFolder folder = new();
        made.Save(folder.FullName);
        Transcription read = Pipeline.Load<Transcription>(folder.FullName);
        Assert.Equal(made.Words, read.Words);
        Assert.Equal(made.Spectrogram, read.Spectrogram);
        Transcript first = made.Transcribe(Chirp(8000)), second = read.Transcribe(Chirp(8000));
        Assert.Equal((first.Text, first.Probability), (second.Text, second.Probability));
        Assert.Equal(string.Join(' ', first.Words), first.Text);
        Assert.InRange(first.Probability, 0, 1);
    }

    // The same sounds at other rates, from one or two channels, are nearly the same picture, and so nearly as likely.
    [Fact]
    public void Rate_and_channels_of_a_recording_do_not_matter()
    {
        Transcription transcription = Make();
        double expected = Math.Log(transcription.Transcribe(Chirp(8000)).Probability);
        Waveform fast = Chirp(44_100), stereo = new([.. fast.Samples.SelectMany(sample => (float[])[sample, sample])], 44_100, 2);
        Assert.Equal(expected, Math.Log(transcription.Transcribe(fast).Probability), 0.3);
        Assert.Equal(expected, Math.Log(transcription.Transcribe(stereo).Probability), 0.3);
        using TemporaryFolder folder = new();
        Wav.Write(folder.At("chirp.wav"), fast);
        Assert.Equal(expected, Math.Log(transcription.Transcribe(folder.At("chirp.wav")).Probability), 0.3);
    }

    [Fact]
    public void In_silence_nothing_is_heard()
    {
        foreach (float level in (float[])[0, 1e-6f])
            Assert.Equal("", Make().Transcribe(new Waveform([.. Enumerable.Repeat(level, 8000)], 8000)).Text);
    }

    [Fact]
    public void What_is_no_recording_of_speech_is_refused()
    {
        Transcription transcription = Make();
        Check("0.0001 s", new Waveform([1], 8000));
        Check("0 s", new Waveform([], 8000));
        Check("601 s", new Waveform(new float[601], 1));
        Check("cannot be heard", new Waveform([.. new float[900], float.NaN], 8000));
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder.At("song.wav"), [.. "ID3"u8, 3, 0, 0, 0, 0, 0, 0, 0xFF, 0xFB, 0x90, 0]);
        Assert.Contains("RIFF WAVE", Assert.Throws<Data.DataFormatException>(() => transcription.Transcribe(folder.At("song.wav"))).Message, StringComparison.Ordinal);
        Assert.Throws<PipelineException>(() => new Transcription(new CrnnCtc(12, 4, 2, 3, 1), Form, ["a", "b"]));
        Assert.Throws<PipelineException>(() => new Transcription(new CrnnCtc(13, 3, 2, 3, 1), Form, ["a", "b"]));

        void Check(string part, Waveform recording) =>
            Assert.Contains(part, Assert.Throws<PipelineException>(() => transcription.Transcribe(recording)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_description_is_refused_by_name()
    {
        using TemporaryFolder folder = new();
        Make().Save(folder.FullName);
        string text = File.ReadAllText(folder.At("pipeline.json"));
        foreach ((string name, string value) in ((string, string)[])[("hidden", "100000"), ("hop", "0"), ("low", "\"x\""), ("low", "5000"), ("points", "15"), ("floor", "0")])
        {
            File.WriteAllText(folder.At("pipeline.json"), System.Text.RegularExpressions.Regex.Replace(text, $"\"{name}\": [^,\n]*", $"\"{name}\": {value}"));
            string message = Assert.Throws<PipelineException>(() => Pipeline.Load(folder.FullName)).Message;
            Assert.Contains("pipeline.json", message, StringComparison.Ordinal);
            Assert.Contains($"'{name}'", message, StringComparison.Ordinal);
        }
    }

    static Transcription Make()
    {
        Tensor.Seed(3);
        return new Transcription(new CrnnCtc(12, 4, 4, 8, 1), Form, ["one", "two", "three"]);
    }

    // A tone that rises from 300 to 1500 Hz in 0.6 s.
    static Waveform Chirp(int rate) => new([.. Enumerable.Range(0, (int)(0.6 * rate)).Select(i => (double)i / rate).Select(t => (float)(0.5 * Math.Sin(2 * Math.PI * ((300 * t) + (1000 * t * t)))))], rate);
}
