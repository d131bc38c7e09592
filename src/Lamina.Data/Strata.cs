namespace Lamina.Data;

/// <summary>Cuts of a set that leave every class its share, and cuts for cross-validation. All parts stay in ascending order.</summary>
/// <remarks>
/// Samples are laid in a row, class by class and in random order within each; what is taken from the row at even distances has each class in its share,
/// to within one sample. A set without classes is one class.
/// </remarks>
internal static class Strata
{
    /// <summary>The streams of random numbers that lay the row for two parts, and for folds.</summary>
    const ulong SplitStream = 0x5353_0000_0000_0000, FoldStream = 0x464F_0000_0000_0000;

    /// <summary>Two parts.</summary>
    public static (long[] Kept, long[] HeldOut) Split(long[] labels, double heldOut, long seed)
    {
        long[] row = Row(labels, seed, SplitStream);
        long rest = row.Length - Indices.KeptCount(row.Length, heldOut);
        return Parted(row, place => (place + 1) * rest / row.Length > place * rest / row.Length);
    }

    /// <summary>Pairs of parts; the second parts of all together are the set.</summary>
    public static IEnumerable<(long[] Train, long[] Validation)> Folds(long total, int count, long seed) =>
        Dealt(Shuffle.Order(total, seed, FoldStream), count);

    /// <inheritdoc cref="Folds(long, int, long)"/>
    public static IEnumerable<(long[] Train, long[] Validation)> Folds(long[] labels, int count, long seed) =>
        Dealt(Row(labels, seed, FoldStream), count);

    static IEnumerable<(long[] Train, long[] Validation)> Dealt(long[] row, int count)
    {
        if (count < 2 || count > row.Length)
            throw new ArgumentOutOfRangeException(nameof(count), count, $"A set of {row.Length} samples is cut into 2 to {row.Length} folds.");
        return Enumerable.Range(0, count).Select(fold => Parted(row, place => place % count == fold));
    }

    static (long[] First, long[] Second) Parted(long[] row, Func<long, bool> isSecond)
    {
        long[] first = [.. row.Where((_, place) => !isSecond(place))], second = [.. row.Where((_, place) => isSecond(place))];
        Array.Sort(first);
        Array.Sort(second);
        return (first, second);
    }

    // OrderBy is stable: within a class the random order stays.
    static long[] Row(long[] labels, long seed, ulong stream) =>
        [.. Shuffle.Order(labels.Length, seed, stream).OrderBy(index => labels[index])];
}
