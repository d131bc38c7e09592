using System.Text.Json;
using Lamina.Data.Audio;
using Lamina.Imaging;
using Lamina.Models.Faces;
using Lamina.Models.Speech;
using Lamina.Pipelines;
using Lamina.Recipes;

namespace Lamina.Cli.Tests;

/// <summary><c>lamina transcribe</c> and <c>lamina verify</c>: what they print of files, and the one line for what is wrong with them.</summary>
public sealed class RecognitionTests : IDisposable
{
    readonly CommandLine _lamina = new();

    public void Dispose() => _lamina.Dispose();

    [Fact]
    public void Recordings_are_written_down()
    {
        Transcription transcription = new(new CrnnCtc(40, 4, 4, 8, 1), new MelSpectrogram(), ["one", "two", "three"]);
        transcription.Save(Run("digits-ctc"));
        Waveform sound = new([.. Enumerable.Range(0, 16_000).Select(i => (float)Math.Sin(i * i * 1e-5))], 16_000);
        Wav.Write(_lamina.At("sound.wav"), sound);
        Wav.Write(_lamina.At("silence.wav"), new Waveform(new float[16_000], 16_000));
        Wav.Write(_lamina.At("click.wav"), new Waveform([1], 16_000));
        JsonElement answer = _lamina.Json("transcribe", "digits-ctc", "sound.wav")[0];
        Transcript expected = transcription.Transcribe(_lamina.At("sound.wav"));
        Assert.Equal(("sound.wav", expected.Text), (answer.GetProperty("file").GetString(), answer.GetProperty("text").GetString()));
        Assert.Equal(expected.Probability, answer.GetProperty("probability").GetDouble(), 1e-6);
        Assert.Contains("silence.wav  →  (nothing heard)", _lamina.Run("transcribe", "digits-ctc", "sound.wav", "silence.wav").Output, StringComparison.Ordinal);

        File.WriteAllBytes(_lamina.At("song.wav"), [.. "ID3"u8, .. new byte[100]]);
        byte[] lying = Wav.Encode(sound);
        lying[40] = 0xFF;
        lying[43] = 0x7F;
        File.WriteAllBytes(_lamina.At("lying.wav"), lying);
        File.WriteAllBytes(_lamina.At("empty.wav"), []);
        foreach ((string file, string part) in ((string, string)[])[("song.wav", "RIFF WAVE"), ("lying.wav", "cut short"), ("empty.wav", "empty.wav"), ("click.wav", "lasts 0.0001 s"), ("none.wav", "none.wav")])
            Assert.Contains(part, _lamina.Mistake("transcribe", "digits-ctc", file), StringComparison.Ordinal);
        Assert.Contains("--beam takes 1 to 1000", _lamina.Mistake("transcribe", "digits-ctc", "sound.wav", "--beam", "0"), StringComparison.Ordinal);
        Assert.Contains("`lamina transcribe` needs a FILE", _lamina.Mistake("transcribe", "digits-ctc"), StringComparison.Ordinal);
        Assert.Contains("It is used by `lamina transcribe RUN FILE.wav`", _lamina.Mistake("verify", "digits-ctc", "sound.wav", "sound.wav"), StringComparison.Ordinal);
    }

    [Fact]
    public void Faces_are_compared()
    {
        new FaceVerification(new FaceCommittee([new(new FaceConvolutions(24, 16, 4), 10)]), 0.9).Save(Run("faces-recognition"));
        Picture picture = new(32, 48, 1);
        new Random(1).NextBytes(picture.Pixels);
        File.WriteAllBytes(_lamina.At("a.png"), Png.Encode(picture));
        File.WriteAllBytes(_lamina.At("wall.png"), Png.Encode(new Picture(32, 48, 1)));
        JsonElement answer = _lamina.Json("verify", "faces-recognition", "a.png", "a.png");
        Assert.True(answer.GetProperty("same").GetBoolean());
        Assert.Equal(1, answer.GetProperty("similarity").GetDouble(), 1e-4);
        Assert.Equal("the same person  (similarity 1.00, threshold 0.90)", _lamina.Run("verify", "faces-recognition", "a.png", "a.png").Output.Trim());
        File.WriteAllBytes(_lamina.At("text.png"), "no picture"u8.ToArray());
        foreach ((string file, string part) in ((string, string)[])[("wall.png", "wall.png is of one grey"), ("none.png", "There is no file 'none.png'"), ("text.png", "text.png")])
            Assert.Contains(part, _lamina.Mistake("verify", "faces-recognition", "a.png", file), StringComparison.Ordinal);
        Assert.Contains("`lamina verify` needs a SECOND", _lamina.Mistake("verify", "faces-recognition", "a.png"), StringComparison.Ordinal);
        Assert.Contains("It is used by `lamina verify RUN FIRST SECOND`", _lamina.Mistake("transcribe", "faces-recognition", "a.png"), StringComparison.Ordinal);
    }

    string Run(string name)
    {
        Recipe recipe = RecipeBook.Get(name);
        return RunFolder.Create(_lamina.At(name), recipe, recipe.Defaults).Path;
    }
}
