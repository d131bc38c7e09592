namespace Lamina.Data;

/// <summary>Changes, chooses and joins samples of any kind. Nothing is read before a sample is asked for, where it is not said otherwise; every set passes the epoch on to those it is made of.</summary>
public static partial class SampleExtensions
{
    /// <summary>Every sample changed by a function when it is read.</summary>
    /// <param name="dataset">The samples.</param>
    /// <param name="map">Called by several threads at once.</param>
    public static IDataset<TResult> Map<T, TResult>(this IDataset<T> dataset, Func<T, TResult> map)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(map);
        return new MappedSamples<T, TResult>(dataset, map);
    }

    /// <summary>Every sample changed by chance when it is read, anew in each epoch, and the same for the same seed, sample and epoch.</summary>
    /// <param name="dataset">The samples.</param>
    /// <param name="map">Called by several threads at once; random numbers come from its second argument alone.</param>
    /// <param name="seed">Give each map along a chain a seed of its own: with one seed they draw the same numbers.</param>
    public static IDataset<TResult> Map<T, TResult>(this IDataset<T> dataset, DrawnMap<T, TResult> map, long seed)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(map);
        return new DrawnSamples<T, TResult>(dataset, map, seed);
    }

    /// <summary>The samples of two sets side by side.</summary>
    /// <exception cref="ArgumentException">One set has more samples than the other.</exception>
    public static IDataset<(T First, TOther Second)> Zip<T, TOther>(this IDataset<T> dataset, IDataset<TOther> other) =>
        dataset.Zip(other, (first, second) => (first, second));

    /// <summary>The samples of two sets, made one by a function when they are read.</summary>
    /// <exception cref="ArgumentException">One set has more samples than the other.</exception>
    public static IDataset<TResult> Zip<T, TOther, TResult>(this IDataset<T> dataset, IDataset<TOther> other, Func<T, TOther, TResult> pair)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(other);
        ArgumentNullException.ThrowIfNull(pair);
        if (dataset.Count != other.Count)
            throw new ArgumentException($"Zip: {dataset.Name} has {dataset.Count} samples, {other.Name} has {other.Count}. Cut the longer one with `Take`.", nameof(other));
        return new PairedSamples<T, TOther, TResult>(dataset, other, pair);
    }

    /// <summary>The samples of several sets, one set behind the other.</summary>
    public static IDataset<T> Concatenate<T>(this IDataset<T> dataset, params ReadOnlySpan<IDataset<T>> others)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return others.IsEmpty ? dataset : new JoinedSamples<T>([dataset, .. others]);
    }

    /// <summary>Keeps every sample in memory once it was read.</summary>
    /// <remarks>Put it before what draws by chance: samples that differ from epoch to epoch are not kept beyond the first.</remarks>
    public static IDataset<T> Cache<T>(this IDataset<T> dataset) => dataset.Cache(long.MaxValue, _ => 0);

    /// <summary>Keeps samples in memory once they were read, until these have so many bytes together; the others are read anew each time.</summary>
    /// <param name="dataset">The samples.</param>
    /// <param name="maxBytes">The most bytes kept.</param>
    /// <param name="bytes">How many bytes a sample takes.</param>
    /// <inheritdoc cref="Cache{T}(IDataset{T})"/>
    public static IDataset<T> Cache<T>(this IDataset<T> dataset, long maxBytes, Func<T, long> bytes)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentOutOfRangeException.ThrowIfNegative(maxBytes);
        ArgumentNullException.ThrowIfNull(bytes);
        return new CachedSamples<T>(dataset, maxBytes, bytes);
    }

    /// <summary>Batches of the samples, as a <see cref="DataLoader"/> takes them.</summary>
    /// <param name="dataset">The samples.</param>
    /// <param name="collate">Lays samples side by side; <see cref="Lamina.Data.Collate.Default{T}"/> if null. Called by several threads at once.</param>
    /// <param name="info">What is known of the batches; null for the name alone.</param>
    public static IDataset Collate<T>(this IDataset<T> dataset, Func<IReadOnlyList<T>, Batch>? collate = null, DatasetInfo? info = null) =>
        new CollatedDataset<T>(dataset, collate ?? Lamina.Data.Collate.Default, info);
}
