namespace Lamina.Data.Vision;

/// <summary>Sets whose batches are mixed.</summary>
public static class BatchTransforms
{
    /// <summary>The set with transforms done to each of its batches, drawn anew in each epoch.</summary>
    /// <param name="dataset">The set.</param>
    /// <param name="seed">Another seed draws other numbers.</param>
    /// <param name="transforms">In the order in which they are done.</param>
    /// <remarks>What is drawn for a batch depends on the seed, the number of its first sample and the epoch.</remarks>
    public static IDataset Augment(this IDataset dataset, long seed, params IReadOnlyList<IBatchTransform> transforms)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return new MixedDataset(dataset, seed, 0, [.. transforms]);
    }
}
