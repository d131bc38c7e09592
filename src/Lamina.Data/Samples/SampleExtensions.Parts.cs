namespace Lamina.Data;

public static partial class SampleExtensions
{
    /// <summary>Some of the samples.</summary>
    /// <param name="dataset">The samples.</param>
    /// <param name="indices">The number here of each sample there; one may come twice.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    public static IDataset<T> Select<T>(this IDataset<T> dataset, IReadOnlyList<long> indices)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(indices);
        return new SelectedSamples<T>(dataset, [.. indices]);
    }

    /// <summary>The samples that are wanted. All are read once, here, as they are in the first epoch.</summary>
    /// <param name="dataset">The samples.</param>
    /// <param name="isWanted">Whether a sample stays.</param>
    public static IDataset<T> Filter<T>(this IDataset<T> dataset, Func<T, bool> isWanted)
    {
        ArgumentNullException.ThrowIfNull(isWanted);
        return dataset.Select([.. Indices.Range(0, dataset.Count).Where(index => isWanted(dataset.Read(index)))]);
    }

    /// <inheritdoc cref="DatasetExtensions.Take"/>
    public static IDataset<T> Take<T>(this IDataset<T> dataset, long count) => dataset.Select(Indices.Run(dataset.Count, 0, count));

    /// <inheritdoc cref="DatasetExtensions.Skip"/>
    public static IDataset<T> Skip<T>(this IDataset<T> dataset, long count) => dataset.Select(Indices.Run(dataset.Count, count, dataset.Count));

    /// <summary>The samples several times, one pass behind the other. A random <c>Map</c> behind it draws for each time, one before it once.</summary>
    /// <param name="dataset">The samples.</param>
    /// <param name="times">How often.</param>
    public static IDataset<T> Repeat<T>(this IDataset<T> dataset, int times) => dataset.Select(Indices.Repeated(dataset.Count, times));

    /// <inheritdoc cref="DatasetExtensions.Split"/>
    public static (IDataset<T> Kept, IDataset<T> HeldOut) Split<T>(this IDataset<T> dataset, double heldOut, long seed) =>
        dataset.Cut(Indices.Split(dataset.Count, heldOut, seed));

    /// <inheritdoc cref="DatasetExtensions.SplitLast"/>
    public static (IDataset<T> Kept, IDataset<T> HeldOut) SplitLast<T>(this IDataset<T> dataset, double heldOut) =>
        dataset.Cut(Indices.SplitLast(dataset.Count, heldOut));

    /// <inheritdoc cref="DatasetExtensions.StratifiedSplit"/>
    /// <param name="dataset">The set to cut.</param>
    /// <param name="heldOut">The fraction that goes to the second part, between 0 and 1.</param>
    /// <param name="seed">The cut depends on it and on the labels alone.</param>
    /// <param name="label">The class of a sample; asked once for each, here.</param>
    public static (IDataset<T> Kept, IDataset<T> HeldOut) StratifiedSplit<T>(this IDataset<T> dataset, double heldOut, long seed, Func<T, long> label) =>
        dataset.Cut(Strata.Split(dataset.Labels(label), heldOut, seed));

    /// <inheritdoc cref="DatasetExtensions.Folds"/>
    public static IReadOnlyList<(IDataset<T> Train, IDataset<T> Validation)> Folds<T>(this IDataset<T> dataset, int count, long seed) =>
        [.. Strata.Folds(dataset.Count, count, seed).Select(dataset.Cut)];

    /// <inheritdoc cref="DatasetExtensions.StratifiedFolds"/>
    /// <param name="dataset">The set to cut.</param>
    /// <param name="count">How many pairs; at least 2.</param>
    /// <param name="seed">The cut depends on it and on the labels alone.</param>
    /// <param name="label">The class of a sample; asked once for each, here.</param>
    public static IReadOnlyList<(IDataset<T> Train, IDataset<T> Validation)> StratifiedFolds<T>(this IDataset<T> dataset, int count, long seed, Func<T, long> label) =>
        [.. Strata.Folds(dataset.Labels(label), count, seed).Select(dataset.Cut)];

    /// <summary>What a function says of every sample, in their order: classes for a stratified sampler, lengths for one that puts like lengths together. All are read once, here.</summary>
    /// <param name="dataset">The samples.</param>
    /// <param name="label">What is wanted of a sample.</param>
    public static long[] Labels<T>(this IDataset<T> dataset, Func<T, long> label)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(label);
        long[] labels = new long[dataset.Count];
        for (long i = 0; i < labels.Length; i++)
            labels[i] = label(dataset.Read(i));
        return labels;
    }

    static (IDataset<T> First, IDataset<T> Second) Cut<T>(this IDataset<T> dataset, (long[] First, long[] Second) parts) =>
        (dataset.Select(parts.First), dataset.Select(parts.Second));
}
