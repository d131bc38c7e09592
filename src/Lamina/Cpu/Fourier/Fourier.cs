namespace Lamina.Cpu.Fourier;

/// <summary>Arithmetic of the lengths of discrete Fourier transforms.</summary>
internal static class Fourier
{
    /// <summary>True if the length is a product of 2, 3 and 5, which have butterflies; others go through a convolution.</summary>
    public static bool HasSmallFactors(long length)
    {
        foreach (int prime in (ReadOnlySpan<int>)[2, 3, 5])
        {
            while (length % prime == 0)
                length /= prime;
        }

        return length == 1;
    }

    /// <summary>The butterflies of a length, the widest first: they leave long runs to those behind.</summary>
    public static int[] Radices(long length)
    {
        List<int> radices = [];
        foreach (int radix in (ReadOnlySpan<int>)[5, 4, 3, 2])
        {
            for (; length % radix == 0; length /= radix)
                radices.Add(radix);
        }

        return [.. radices];
    }

    /// <summary>A length with small factors that holds a linear convolution of 2n − 1 points.</summary>
    public static long ConvolutionLength(long n)
    {
        long least = (2 * n) - 1, best = long.MaxValue;
        foreach (int odd in (ReadOnlySpan<int>)[1, 3, 5, 9, 15])
        {
            long length = odd;
            while (length < least)
                length *= 2;
            best = Math.Min(best, length);
        }

        return best;
    }
}
