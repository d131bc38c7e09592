namespace Lamina.Data;

public static partial class DatasetExtensions
{
    /// <summary>The samples of several sets, one set behind the other.</summary>
    /// <exception cref="DataFormatException">Their samples are known to differ in dtype, shape, or the names of the classes.</exception>
    public static IDataset Concatenate(this IDataset dataset, params ReadOnlySpan<IDataset> others)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return others.IsEmpty ? dataset : new JoinedSets([dataset, .. others]);
    }

    /// <summary>The samples of two sets side by side: the inputs of both, and the targets of both.</summary>
    /// <exception cref="ArgumentException">One set has more samples than the other.</exception>
    public static IDataset Zip(this IDataset dataset, IDataset other)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(other);
        if (dataset.Count != other.Count)
            throw new ArgumentException($"Zip: {dataset.Info.Name} has {dataset.Count} samples, {other.Info.Name} has {other.Count}. Cut the longer one with `Take`.", nameof(other));
        return new PairedSets(dataset, other);
    }

    /// <summary>The samples several times, one pass behind the other.</summary>
    /// <param name="dataset">The samples.</param>
    /// <param name="times">How often.</param>
    public static IDataset Repeat(this IDataset dataset, int times)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return dataset.Select(Indices.Repeated(dataset.Count, times));
    }

    /// <summary>The same samples, the loss of each multiplied by a weight in training and in evaluation, as Keras' <c>sample_weight</c>.</summary>
    /// <param name="dataset">The samples; weights that they have are replaced.</param>
    /// <param name="weights">[N]: a number for each sample, 0 or more. Kept in float32, or float64 if they are.</param>
    /// <inheritdoc cref="ArrayDataset.WithSampleWeights"/>
    /// <exception cref="ArgumentException">The set is a stream, whose samples have no numbers.</exception>
    public static IDataset WithSampleWeights(this IDataset dataset, Tensor weights)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return dataset switch
        {
            ArrayDataset array => array.WithSampleWeights(weights),
            IStreamedSet => throw new ArgumentException($"{dataset.Info.Name} is a stream, whose samples have no numbers: give the weights in its batches, `new Batch(inputs, targets, weights)`.", nameof(dataset)),
            _ => new WeightedSet(dataset, WeightedSet.ColumnOf(weights, dataset)),
        };
    }

    /// <summary>Keeps samples in memory once they were read, until these have so many bytes together; the others are read anew each time.</summary>
    /// <param name="dataset">The samples; all of one shape. Sequences are to be cached before they are padded to batches.</param>
    /// <param name="maxBytes">The most bytes kept; by default all.</param>
    /// <remarks>Samples that differ from epoch to epoch are not kept beyond the first: cache what is read, then change it by chance.</remarks>
    public static IDataset Cache(this IDataset dataset, long maxBytes = long.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentOutOfRangeException.ThrowIfNegative(maxBytes);
        return new CachedSet(dataset, maxBytes);
    }
}
