using System.Buffers.Binary;

namespace Lamina.Data.Audio;

public static partial class Wav
{
    /// <summary>Writes a recording as a file, which is complete or not there.</summary>
    /// <param name="path">The file; one that exists is replaced.</param>
    /// <param name="recording">The recording.</param>
    /// <param name="form">How a sample is stored.</param>
    /// <exception cref="DataFormatException">There is a sample that is no number, or the recording has no form in a WAVE file.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, Waveform recording, WavForm form = WavForm.Pcm16)
    {
        ArgumentNullException.ThrowIfNull(path);
        byte[] bytes = Encode(recording, form);
        AtomicFile.Write(path, stream => stream.Write(bytes));
    }

    /// <summary>The bytes of a WAVE file.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="form">How a sample is stored.</param>
    /// <remarks>
    /// What <see cref="Decode"/> reads from them is the recording, bit for bit with <see cref="WavForm.Float32"/>, and to the nearest of 2¹⁶ levels with
    /// <see cref="WavForm.Pcm16"/>: samples beyond [−1, 1 − 2⁻¹⁵] become the outermost level. A recording read from 16 bits is written as it was.
    /// </remarks>
    /// <exception cref="DataFormatException">There is a sample that is no number, or the recording has no form in a WAVE file.</exception>
    public static byte[] Encode(Waveform recording, WavForm form = WavForm.Pcm16)
    {
        ArgumentNullException.ThrowIfNull(recording);
        int width = form == WavForm.Float32 ? 4 : 2, channels = recording.Channels;
        if (channels is < 1 or > MostChannels || recording.SampleRate < 1 || recording.Samples.Length % channels != 0)
            throw new DataFormatException($"{recording.Samples.Length} samples of {channels} channels at {recording.SampleRate} a second are no recording. Give 1 to {MostChannels} channels with as many samples each, and a rate above 0.");
        long length = (long)recording.Samples.Length * width;
        if (length > MaxFileBytes - HeaderBytes)
            throw new DataFormatException($"A recording of {length} bytes would not be read again: files have up to {MaxFileBytes}. Cut it into shorter ones.");
        byte[] bytes = new byte[HeaderBytes + length];
        WriteHeader(bytes, recording, form, width, (uint)length);
        for (int i = 0; i < recording.Samples.Length; i++)
        {
            float sample = recording.Samples[i];
            if (!float.IsFinite(sample))
                throw new DataFormatException($"Sample {i} is {sample}, no number that can be heard. Look for a division by zero where the recording is made.");
            Span<byte> place = bytes.AsSpan(HeaderBytes + (i * width));
            if (form == WavForm.Float32)
                BinaryPrimitives.WriteSingleLittleEndian(place, sample);
            else
                BinaryPrimitives.WriteInt16LittleEndian(place, (short)Math.Clamp(Math.Round(sample * 32_768.0), short.MinValue, short.MaxValue));
        }

        return bytes;
    }

    const int HeaderBytes = 44;

    static void WriteHeader(Span<byte> header, Waveform recording, WavForm form, int width, uint length)
    {
        int frame = recording.Channels * width;
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], length + HeaderBytes - 8);
        "WAVEfmt "u8.CopyTo(header[8..]);
        BinaryPrimitives.WriteUInt32LittleEndian(header[16..], 16);
        BinaryPrimitives.WriteUInt16LittleEndian(header[20..], form == WavForm.Float32 ? (ushort)Float : (ushort)Pcm);
        BinaryPrimitives.WriteUInt16LittleEndian(header[22..], (ushort)recording.Channels);
        BinaryPrimitives.WriteUInt32LittleEndian(header[24..], (uint)recording.SampleRate);
        BinaryPrimitives.WriteUInt32LittleEndian(header[28..], (uint)Math.Min(uint.MaxValue, (long)recording.SampleRate * frame));
        BinaryPrimitives.WriteUInt16LittleEndian(header[32..], (ushort)frame);
        BinaryPrimitives.WriteUInt16LittleEndian(header[34..], (ushort)(8 * width));
        "data"u8.CopyTo(header[36..]);
        BinaryPrimitives.WriteUInt32LittleEndian(header[40..], length);
    }
}
