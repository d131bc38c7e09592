using System.Runtime.Intrinsics;

namespace Lamina.Data;

/// <summary>Random orders that depend on their arguments alone.</summary>
internal static class Shuffle
{
    /// <summary>The numbers from 0 to <paramref name="count"/> − 1 in a random order, every order as likely as any other.</summary>
    /// <remarks>
    /// Draw k is half of block k / 2 of the stream. A draw of 64 bits, scaled by multiplication, favours no place by more than count / 2⁶⁴.
    /// <b>Source:</b> Durstenfeld: Algorithm 235, random permutation (1964).
    /// </remarks>
    public static long[] Order(long count, long seed, ulong stream)
    {
        long[] order = Indices.Range(0, count);
        Philox philox = new(unchecked((ulong)seed));
        Vector128<uint> words = default;
        ulong draw = 0;
        for (long i = count - 1; i > 0; i--, draw++)
        {
            int half = (int)(draw & 1) * 2;
            if (half == 0)
                words = philox.Block(stream, draw >> 1);
            ulong random = words.GetElement(half) | ((ulong)words.GetElement(half + 1) << 32);
            long j = (long)Math.BigMul(random, (ulong)i + 1, out _);
            (order[i], order[j]) = (order[j], order[i]);
        }

        return order;
    }
}
