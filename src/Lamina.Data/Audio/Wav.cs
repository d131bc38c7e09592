using System.Buffers.Binary;

namespace Lamina.Data.Audio;

/// <summary>Reads RIFF WAVE files (PCM of 8, 16, 24 and 32 bits, and floats of 32 and 64 bits, of any number of channels) and writes those of 16 bits and of floats.</summary>
/// <remarks>
/// Integers become x / 2ᵇⁱᵗˢ⁻¹, those of 8 bits (x − 128) / 128, as torchaudio's <c>load</c> has them.
/// <b>Source:</b> IBM and Microsoft: Multimedia programming interface and data specifications 1.0 (1991); Microsoft: WAVEFORMATEXTENSIBLE.
/// </remarks>
public static partial class Wav
{
    const int Pcm = 1, Float = 3, Extensible = 0xFFFE, MostChannels = 64;

    const long MaxFileBytes = 1L << 30;

    /// <summary>Reads a file.</summary>
    /// <param name="path">A WAVE file.</param>
    /// <exception cref="DataFormatException">The file is damaged, cut short, larger than 1 GiB, or packed in a way that is not read.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    public static Waveform Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (new FileInfo(path) is { Exists: true, Length: > MaxFileBytes and long length })
            throw new DataFormatException($"{path} has {length} bytes; recordings of up to {MaxFileBytes} are read. Cut it into shorter ones.");
        return Decode(InputFile.Open(path, "a recording (WAVE)", File.ReadAllBytes), path);
    }

    /// <summary>Reads a file from memory.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="name">What errors call it.</param>
    /// <exception cref="DataFormatException">As for <see cref="Read"/>.</exception>
    public static Waveform Decode(ReadOnlySpan<byte> bytes, string name = "recording")
    {
        if (bytes.Length < 12 || !bytes[..4].SequenceEqual("RIFF"u8) || !bytes[8..12].SequenceEqual("WAVE"u8))
            throw Wrong(name, 0, "it does not start as a RIFF WAVE file. Convert it to WAV (PCM)");
        (int Kind, int Channels, int Rate, int Bits)? format = null;
        for (int at = 12; at + 8 <= bytes.Length;)
        {
            ReadOnlySpan<byte> id = bytes.Slice(at, 4);
            long length = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(at + 4)..]), rest = bytes.Length - at - 8;
            if (length > rest)
                throw Wrong(name, at, $"a chunk of {length} bytes should follow where {rest} are left; it is cut short");
            ReadOnlySpan<byte> chunk = bytes.Slice(at + 8, (int)length);
            if (id.SequenceEqual("fmt "u8))
                format = Format(chunk, name, at);
            else if (id.SequenceEqual("data"u8))
                return Samples(chunk, format ?? throw Wrong(name, at, "its samples come before their format"), name, at);

            // Chunks start at even places.
            at = (int)Math.Min(at + 8 + length + (length & 1), bytes.Length);
        }

        throw Wrong(name, bytes.Length, "it has no samples");
    }

    static (int Kind, int Channels, int Rate, int Bits) Format(ReadOnlySpan<byte> chunk, string name, int at)
    {
        if (chunk.Length < 16)
            throw Wrong(name, at, $"its format has {chunk.Length} bytes; 16 were expected");
        int kind = BinaryPrimitives.ReadUInt16LittleEndian(chunk), channels = BinaryPrimitives.ReadUInt16LittleEndian(chunk[2..]), bits = BinaryPrimitives.ReadUInt16LittleEndian(chunk[14..]);
        long rate = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
        int frame = BinaryPrimitives.ReadUInt16LittleEndian(chunk[12..]);

        // The true kind is the start of a long identifier.
        if (kind == Extensible && chunk.Length >= 26)
            kind = BinaryPrimitives.ReadUInt16LittleEndian(chunk[24..]);
        if ((kind, bits) is not ((Pcm, 8 or 16 or 24 or 32) or (Float, 32 or 64)))
            throw Wrong(name, at, $"its samples are of kind {kind} with {bits} bits; PCM (1) of 8, 16, 24 and 32 bits and floats (3) of 32 and 64 are read. Convert it to PCM of 16 bits");
        if (channels is 0 or > MostChannels || rate is 0 or > int.MaxValue || frame != channels * bits / 8)
            throw Wrong(name, at, $"its format is {channels} channels of {bits} bits in {frame} bytes, {rate} times a second");
        return (kind, channels, (int)rate, bits);
    }

    static Waveform Samples(ReadOnlySpan<byte> data, (int Kind, int Channels, int Rate, int Bits) format, string name, int at)
    {
        int width = format.Bits / 8, count = data.Length / width;
        if (data.Length % (width * format.Channels) != 0)
            throw Wrong(name, at, $"{data.Length} bytes are no whole number of samples of {format.Channels} channels of {format.Bits} bits");
        float[] samples = new float[count];
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> sample = data.Slice(i * width, width);
            samples[i] = (format.Kind, format.Bits) switch
            {
                (Pcm, 8) => (sample[0] - 128) / 128f,
                (Pcm, 16) => BinaryPrimitives.ReadInt16LittleEndian(sample) / 32_768f,
                (Pcm, 24) => ((sample[0] << 8) | (sample[1] << 16) | (sample[2] << 24)) / 2_147_483_648f,
                (Pcm, _) => BinaryPrimitives.ReadInt32LittleEndian(sample) / 2_147_483_648f,
                (_, 32) => BinaryPrimitives.ReadSingleLittleEndian(sample),
                _ => (float)BinaryPrimitives.ReadDoubleLittleEndian(sample),
            };
        }

        return new Waveform(samples, format.Rate, format.Channels);
    }

    static DataFormatException Wrong(string name, long at, string problem) => new($"{name}, byte {at}: {problem}, or get it again.");
}
