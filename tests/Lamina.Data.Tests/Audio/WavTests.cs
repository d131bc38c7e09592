using Lamina.Data.Audio;
using Xunit;

namespace Lamina.Data.Tests.Audio;

public sealed class WavTests
{
    [Theory]
    [InlineData(1, 8, new byte[] { 0, 128, 255 }, new[] { -1f, 0f, 127 / 128f })]
    [InlineData(1, 16, new byte[] { 0, 0x80, 0xFF, 0x7F, 1, 0 }, new[] { -1f, 32_767 / 32_768f, 1 / 32_768f })]
    [InlineData(1, 24, new byte[] { 0, 0, 0x80, 0, 0, 0x40, 1, 0, 0 }, new[] { -1f, 0.5f, 1 / 8_388_608f })]
    [InlineData(1, 32, new byte[] { 0, 0, 0, 0x80, 0, 0, 0, 0x40 }, new[] { -1f, 0.5f })]
    [InlineData(3, 32, new byte[] { 0, 0, 0x80, 0x3F, 0, 0, 0, 0xBF }, new[] { 1f, -0.5f })]
    [InlineData(3, 64, new byte[] { 0, 0, 0, 0, 0, 0, 0xD0, 0x3F }, new[] { 0.25f })]
    public void Samples_of_each_kind(int kind, int bits, byte[] data, float[] expected)
    {
        foreach (bool extensible in (bool[])[false, true])
        {
            Waveform read = Wav.Decode(WavBytes.Make(kind, 1, 16_000, bits, data, extensible));
            Assert.Equal(expected, read.Samples);
            Assert.Equal((16_000, 1), (read.SampleRate, read.Channels));
            Assert.Equal(expected.Length / 16_000.0, read.Seconds);
        }
    }

    [Fact]
    public void Channels_lie_side_by_side_and_mix_to_their_mean()
    {
        Waveform stereo = Wav.Decode(WavBytes.Make(1, 2, 8_000, 16, [0, 0x40, 0, 0xC0, 0, 0x40, 0, 0]));
        Assert.Equal([0.5f, -0.5f, 0.5f, 0f], stereo.Samples);
        Assert.Equal([0f, 0.25f], stereo.ToMono().Samples);
        Assert.Equal((1, 2 / 8_000.0), (stereo.ToMono().Channels, stereo.ToMono().Seconds));
    }

    [Fact]
    public void Errors_name_the_file_and_the_fault()
    {
        byte[] file = WavBytes.Make(1, 1, 8_000, 16, [1, 2, 3, 4]);
        Check("RIFF", [.. "RIFX"u8, .. file[4..]]);
        Check("cut short", file[..^1]);
        Check("no samples", file[..36]);
        Check("kind 2 with 4 bits", WavBytes.Make(2, 1, 8_000, 4, [1]));
        Check("0 channels", WavBytes.Make(1, 0, 8_000, 16, [1, 2]));
        Check("no whole number", WavBytes.Make(1, 2, 8_000, 16, [1, 2]));
        Check("before their format", WavBytes.Chunk("RIFF", [.. "WAVE"u8, .. WavBytes.Chunk("data", [1, 2])]));

        static void Check(string part, byte[] bytes)
        {
            string message = Assert.Throws<DataFormatException>(() => Wav.Decode(bytes, "x.wav")).Message;
            Assert.StartsWith("x.wav, byte", message, StringComparison.Ordinal);
            Assert.Contains(part, message, StringComparison.Ordinal);
        }
    }
}
