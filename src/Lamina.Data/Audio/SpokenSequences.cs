namespace Lamina.Data.Audio;

/// <summary>
/// Sequences of digits, joined by chance from recordings of single ones: several by one speaker, with pauses between them, in noise. All are of one length; behind the last digit is noise alone.
/// </summary>
/// <remarks>
/// Everything about a sequence is drawn from the seed, its number and, where sequences are fresh, the epoch. The noise is bell-shaped and white, a stretch of a long one that all sequences
/// of an epoch share. Counterpart: the sequences of TIDIGITS (Leonard, 1984), which were spoken as such.
/// </remarks>
public sealed class SpokenSequences : IDataset<SpokenSequence>
{
    const ulong Stream = 0x5351_0000_0000_0000, NoiseStream = 0x534E_0000_0000_0000;
    const int NoiseSamples = 1 << 18;

    readonly SpokenDigit[][] _speakers;
    readonly SpokenSequenceForm _form;
    readonly long _seed, _epoch;
    readonly bool _isFresh;
    readonly Lazy<float[]> _noise;

    /// <summary>Sequences of recordings.</summary>
    /// <param name="digits">The recordings, of one sample rate; each is decoded once, here.</param>
    /// <param name="count">How many sequences.</param>
    /// <param name="seed">Another seed gives other sequences.</param>
    /// <param name="form">What they are like; 3 to 7 digits at 10 to 20 dB if null.</param>
    /// <param name="isFresh">True for other sequences in every epoch, as training wants them; false for the same always.</param>
    /// <exception cref="DataFormatException">There are no recordings, or they differ in rate.</exception>
    public SpokenSequences(IDataset<SpokenDigit> digits, long count, long seed, SpokenSequenceForm? form = null, bool isFresh = false)
        : this(Speakers(digits), count, seed, 0, (form ?? new SpokenSequenceForm()).Checked(), isFresh)
    {
    }

    SpokenSequences(SpokenDigit[][] speakers, long count, long seed, long epoch, SpokenSequenceForm form, bool isFresh)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        (_speakers, Count, _seed, _epoch, _form, _isFresh) = (speakers, count, seed, epoch, form, isFresh);
        SampleRate = speakers[0][0].Recording.SampleRate;
        _noise = new Lazy<float[]>(Noise);
    }

    /// <inheritdoc/>
    public long Count { get; }

    /// <inheritdoc/>
    public string Name => "sequences of spoken digits";

    /// <summary>Samples a second.</summary>
    public int SampleRate { get; }

    /// <summary>Samples of each sequence.</summary>
    public int Length => (int)(_form.Seconds * SampleRate);

    /// <inheritdoc/>
    public SpokenSequence Read(long index)
    {
        Indices.Check([index], Count);
        Draws draws = new(_seed, Stream, index, _epoch);
        SpokenDigit[] voice = _speakers[draws.Below(_speakers.Length)];
        int count = _form.Fewest + draws.Below(_form.Most - _form.Fewest + 1);
        float[] samples = new float[Length];
        List<int> said = [];
        double power = 0;
        int at = Pause(ref draws), voiced = 0;
        for (int i = 0; i < count; i++)
        {
            SpokenDigit digit = voice[draws.Below(voice.Length)];
            float[] word = digit.Recording.Samples;
            if (_form.Speed > 0)
                word = WaveformAugmentation.Speed(word, 1 - _form.Speed, 1 + _form.Speed, ref draws);

            // Speakers who take their time run out of it: then the rest is not said.
            if (at + word.Length > samples.Length)
                break;
            word.CopyTo(samples, at);
            said.Add(digit.Digit);
            power += word.Sum(sample => (double)sample * sample);
            voiced += word.Length;
            at += word.Length + Pause(ref draws);
        }

        if (voiced > 0)
            AddNoise(samples, Math.Sqrt(power / voiced * Math.Pow(10, -draws.Uniform(_form.LeastRatio, _form.MostRatio) / 10)), draws.Below(NoiseSamples));
        return new SpokenSequence(new Waveform(samples, SampleRate), said, voice[0].Speaker);
    }

    /// <inheritdoc/>
    public IDataset<SpokenSequence> At(long epoch) => !_isFresh || epoch == _epoch ? this : new SpokenSequences(_speakers, Count, _seed, epoch, _form, _isFresh);

    int Pause(ref Draws draws) => (int)(draws.Uniform(_form.ShortestPause, _form.LongestPause) * SampleRate);

    void AddNoise(float[] samples, double deviation, int start)
    {
        if (double.IsPositiveInfinity(_form.MostRatio))
            return;
        float[] noise = _noise.Value;
        for (int i = 0; i < samples.Length; i++)
            samples[i] += (float)(deviation * noise[(start + i) & (NoiseSamples - 1)]);
    }

    float[] Noise()
    {
        Draws draws = new(_seed, NoiseStream, 0, _epoch);
        float[] noise = new float[NoiseSamples];
        for (int i = 0; i < noise.Length; i++)
            noise[i] = (float)draws.Normal();
        return noise;
    }

    static SpokenDigit[][] Speakers(IDataset<SpokenDigit> digits)
    {
        ArgumentNullException.ThrowIfNull(digits);
        SpokenDigit[] all = [.. Enumerable.Range(0, checked((int)digits.Count)).Select(i => digits.Read(i)).Select(digit => digit with { Recording = digit.Recording.ToMono() })];
        int[] rates = [.. all.Select(digit => digit.Recording.SampleRate).Distinct().Order()];
        if (rates.Length != 1)
            throw new DataFormatException($"{digits.Name}: recordings of one sample rate are joined; got {(rates.Length == 0 ? "no recordings" : string.Join(", ", rates))}. Bring them to one with `Resample`.");
        return [.. all.GroupBy(digit => digit.Speaker, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => group.ToArray())];
    }
}
