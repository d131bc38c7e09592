using System.Runtime.Intrinsics;

namespace Lamina.Data;

/// <summary>
/// The random numbers of one sample in one epoch, in the order in which they are asked for: a pure function of seed, stream, sample and epoch, whatever thread
/// asks, and after a training that was resumed.
/// </summary>
/// <remarks>A value with a position: pass it by <c>ref</c>. Numbers come from <see cref="Philox"/>.</remarks>
public struct Draws
{
    internal const ulong BreastCancerStream = 0x4243_0000_0000_0000, SeriesStream = 0x5345_0000_0000_0000, MapStream = 0x4D50_0000_0000_0000, EpisodeStream = 0x4550_0000_0000_0000;

    readonly Philox _philox;
    readonly ulong _stream;
    ulong _block;

    /// <summary>The numbers of one sample.</summary>
    /// <param name="seed">Another seed gives unrelated numbers.</param>
    /// <param name="stream">What they are for: the sample's number is added, so that streams lie 2⁴⁸ and more apart.</param>
    /// <param name="sample">The sample's number in its set.</param>
    /// <param name="epoch">The epoch, from 0; leave it where every epoch is to draw the same.</param>
    public Draws(long seed, ulong stream, long sample, long epoch = 0)
    {
        _philox = new Philox(unchecked((ulong)seed));
        _stream = stream + (ulong)sample;

        // No sample draws 2³² times: the upper half of the counter is the epoch's.
        _block = (ulong)epoch << 32;
    }

    /// <summary>Uniform in [0, 1).</summary>
    public double Uniform()
    {
        Vector128<uint> words = _philox.Block(_stream, _block++);
        return Philox.ToUnitDouble(words[0], words[1]);
    }

    /// <summary>Uniform in [<paramref name="low"/>, <paramref name="high"/>).</summary>
    public double Uniform(double low, double high) => low + ((high - low) * Uniform());

    /// <summary>A whole number from 0 to <paramref name="count"/> − 1, each as likely as any other but for 1 part in 2⁵³.</summary>
    public int Below(int count) => (int)(Uniform() * count);

    /// <summary>True with a probability.</summary>
    public bool Chance(double probability) => Uniform() < probability;

    /// <summary>Bell-shaped with mean 0 and deviation 1: twelve uniform numbers less six. No logarithm, hence the same bits everywhere.</summary>
    public double Normal()
    {
        double sum = -6;
        for (int i = 0; i < 12; i++)
            sum += Uniform();
        return sum;
    }
}
