using System.Runtime.Intrinsics;

namespace Lamina.Data;

/// <summary>The random numbers of one generated sample, in the order in which they are asked for.</summary>
internal struct Draws
{
    public const ulong BreastCancerStream = 0x4243_0000_0000_0000, SeriesStream = 0x5345_0000_0000_0000;

    readonly Philox _philox;
    readonly ulong _stream;
    ulong _block;

    public Draws(long seed, ulong stream, long number)
    {
        _philox = new Philox(unchecked((ulong)seed));
        _stream = stream + (ulong)number;
        _block = 0;
    }

    /// <summary>Uniform in [0, 1).</summary>
    public double Uniform()
    {
        Vector128<uint> words = _philox.Block(_stream, _block++);
        return Philox.ToUnitDouble(words[0], words[1]);
    }

    /// <summary>Bell-shaped with mean 0 and deviation 1: twelve uniform numbers less six. No logarithm, hence the same bits everywhere.</summary>
    public double Normal()
    {
        double sum = -6;
        for (int i = 0; i < 12; i++)
            sum += Uniform();
        return sum;
    }
}
