namespace Lamina.Data;

/// <summary>Lists of sample numbers: runs, cuts, and lists over lists.</summary>
internal static class Indices
{
    /// <summary>The stream of random numbers that cuts a set in two.</summary>
    const ulong SplitStream = 0x5354_0000_0000_0000;

    public static long[] Range(long start, long count)
    {
        long[] indices = new long[count];
        for (long i = 0; i < count; i++)
            indices[i] = start + i;
        return indices;
    }

    /// <summary>At most <paramref name="count"/> numbers from <paramref name="start"/> on.</summary>
    public static long[] Run(long total, long start, long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        long first = Math.Min(start, total);
        return Range(first, Math.Min(count, total - first));
    }

    /// <summary>Cuts in two by chance; both parts stay in ascending order.</summary>
    public static (long[] Kept, long[] HeldOut) Split(long total, double heldOut, long seed)
    {
        int kept = (int)KeptCount(total, heldOut);
        long[] order = Shuffle.Order(total, seed, SplitStream);
        long[] first = order[..kept], second = order[kept..];
        Array.Sort(first);
        Array.Sort(second);
        return (first, second);
    }

    /// <summary>Cuts off the end.</summary>
    public static (long[] Kept, long[] HeldOut) SplitLast(long total, double heldOut)
    {
        long kept = KeptCount(total, heldOut);
        return (Range(0, kept), Range(kept, total - kept));
    }

    public static long[] Map(ReadOnlySpan<long> indices, long[] through)
    {
        Check(indices, through.Length);
        long[] mapped = new long[indices.Length];
        for (int i = 0; i < mapped.Length; i++)
            mapped[i] = through[indices[i]];
        return mapped;
    }

    /// <summary>All numbers several times over.</summary>
    public static long[] Repeated(long total, int times)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(times);
        long[] indices = new long[checked(total * times)];
        for (long i = 0; i < indices.Length; i++)
            indices[i] = i % total;
        return indices;
    }

    /// <summary>Where each of several parts begins, and behind them where the last one ends.</summary>
    public static long[] Starts(ReadOnlySpan<long> counts)
    {
        long[] starts = new long[counts.Length + 1];
        for (int i = 0; i < counts.Length; i++)
            starts[i + 1] = checked(starts[i] + counts[i]);
        return starts;
    }

    /// <summary>The part in which a sample lies.</summary>
    public static int PartOf(long[] starts, long index)
    {
        // Of parts that begin together all but the last are empty.
        int part = Array.BinarySearch(starts, index);
        if (part < 0)
            return ~part - 1;
        while (starts[part + 1] == index)
            part++;
        return part;
    }

    public static void Check(ReadOnlySpan<long> indices, long count)
    {
        foreach (long index in indices)
        {
            if ((ulong)index >= (ulong)count)
                throw new ArgumentOutOfRangeException(nameof(indices), index, $"There is no sample {index} in a set of {count}; numbers go from 0 to {count - 1}.");
        }
    }

    /// <summary>How many samples are kept if a fraction is held out.</summary>
    public static long KeptCount(long total, double heldOut)
    {
        if (!(heldOut > 0 && heldOut < 1))
            throw new ArgumentOutOfRangeException(nameof(heldOut), heldOut, "The part held out is a fraction between 0 and 1, as 0.1 for a tenth.");
        long kept = (long)Math.Floor(total * (1 - heldOut));
        if (kept == 0 || kept == total)
            throw new ArgumentOutOfRangeException(nameof(heldOut), heldOut, $"{heldOut} of {total} samples leaves one part empty. Hold out another fraction, or take more samples.");
        return kept;
    }
}
