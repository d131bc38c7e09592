using Lamina.Data.Audio;
using Xunit;

namespace Lamina.Data.Tests.Audio;

public sealed class WavWriteTests
{
    [Fact]
    public void Every_level_of_16_bits_comes_back_and_is_written_as_it_was()
    {
        float[] levels = [.. Enumerable.Range(short.MinValue, 65_536).Select(level => level / 32_768f)];
        byte[] bytes = Wav.Encode(new Waveform(levels, 44_100, 2));
        Waveform read = Wav.Decode(bytes);
        Assert.Equal(levels, read.Samples);
        Assert.Equal((44_100, 2), (read.SampleRate, read.Channels));
        Assert.Equal(bytes, Wav.Encode(read));
    }

    [Fact]
    public void The_header_is_that_of_the_format()
    {
        byte[] expected =
        [
            .. "RIFF"u8, 40, 0, 0, 0, .. "WAVEfmt "u8, 16, 0, 0, 0, 1, 0, 1, 0, 0x40, 0x1F, 0, 0, 0x80, 0x3E, 0, 0, 2, 0, 16, 0,
            .. "data"u8, 4, 0, 0, 0, 0, 0x40, 0, 0x80,
        ];
        Assert.Equal(expected, Wav.Encode(new Waveform([0.5f, -1], 8_000)));
    }

    [Fact]
    public void Floats_come_back_bit_for_bit_and_levels_beyond_are_the_outermost()
    {
        float[] samples = [0.1f, -3, float.Epsilon, 1, -1, 1e30f];
        Assert.Equal(samples, Wav.Decode(Wav.Encode(new Waveform(samples, 16_000), WavForm.Float32)).Samples);
        Assert.Equal([1 - (1 / 32_768f), -1, 0, 1 - (1 / 32_768f)], Wav.Decode(Wav.Encode(new Waveform([7, -7, 1e-9f, 1], 16_000))).Samples);
        Assert.Empty(Wav.Decode(Wav.Encode(new Waveform([], 16_000))).Samples);
    }

    [Fact]
    public void A_file_is_written_and_what_is_no_recording_refused()
    {
        using TemporaryFolder folder = new();
        string path = folder.At("tone.wav");
        Wav.Write(path, new Waveform([0.25f, -0.25f], 8_000));
        Assert.Equal([0.25f, -0.25f], Wav.Read(path).Samples);
        Assert.Throws<DataFormatException>(() => Wav.Write(path, new Waveform([0, float.NaN], 8_000)));
        Assert.Throws<DataFormatException>(() => Wav.Encode(new Waveform([0, 0, 0], 8_000, 2)));
        Assert.Throws<DataFormatException>(() => Wav.Encode(new Waveform([0], 0)));
        Assert.Throws<DataFormatException>(() => Wav.Encode(new Waveform([0], 8_000, 0)));
        Assert.Equal([0.25f, -0.25f], Wav.Read(path).Samples);
    }
}
