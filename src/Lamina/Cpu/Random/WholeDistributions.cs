using System.Runtime.CompilerServices;

namespace Lamina.Cpu.Random;

/// <summary>Integers in [low, low + range): the high half of the product of 64 random bits with the range, uneven by at most range / 2⁶⁴.</summary>
internal readonly unsafe struct IntegerDistribution(long low, ulong range) : IDistribution<long>
{
    public static int PerBlock => 2;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fill(uint* words, long* values)
    {
        for (int i = 0; i < RandomTiles<IntegerDistribution, long>.Tile; i++)
            values[i] = unchecked(low + (long)Math.BigMul(((ulong)words[2 * i] << 32) | words[(2 * i) + 1], range, out _));
    }
}

/// <summary>1 where a word lies below the threshold, else 0: the probability is threshold / 2³².</summary>
internal readonly unsafe struct ThresholdDistribution(ulong threshold) : IDistribution<byte>
{
    public static int PerBlock => 4;

    /// <summary>The threshold of a probability.</summary>
    public static ulong Of(double probability) => (ulong)Math.Round(probability * (1UL << 32));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fill(uint* words, byte* values)
    {
        for (int i = 0; i < RandomTiles<ThresholdDistribution, byte>.Tile; i++)
            values[i] = words[i] < threshold ? (byte)1 : (byte)0;
    }
}
