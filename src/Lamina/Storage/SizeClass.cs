using System.Numerics;

namespace Lamina.Storage;

/// <summary>
/// Sizes of pooled blocks: four to each power of two (64, 80, 96, 112, 128, 160 …), so that at most a fifth is wasted
/// and buffers of nearly equal size share a free list.
/// </summary>
internal static class SizeClass
{
    const int Smallest = 6;

    public const int Count = 4 * (62 - Smallest);

    /// <summary>Bytes above which no machine has a block.</summary>
    public const long Largest = 1L << 61;

    /// <summary>The class whose blocks hold <paramref name="bytes"/>.</summary>
    public static int Of(long bytes)
    {
        if (bytes <= 1 << Smallest)
            return 0;
        int log = BitOperations.Log2((ulong)(bytes - 1));
        long quarter = 1L << (log - 2);
        int step = (int)((bytes - 1 - (1L << log)) / quarter);
        return 4 * (log - Smallest) + step + 1;
    }

    /// <summary>Bytes of a block of the class.</summary>
    public static long Bytes(int sizeClass)
    {
        int log = Smallest + sizeClass / 4;
        return (1L << log) + (sizeClass % 4) * (1L << (log - 2));
    }
}
