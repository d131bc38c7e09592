namespace Lamina.Data;

/// <summary>All samples in random order, but so that a batch has samples of like length: little is padded, and little computed in vain.</summary>
/// <remarks>
/// The shuffled epoch is cut into stretches of several batches; each stretch is sorted by length and cut into batches, and the batches of the whole epoch are shuffled.
/// Long stretches pad less, short ones mix more. A last batch with fewer samples stays the last.
/// </remarks>
public sealed class BucketSampler : ISampler
{
    const ulong SampleStream = 0x4253_0000_0000_0000, BatchStream = 0x4242_0000_0000_0000;

    readonly long[] _lengths;
    readonly long _seed;
    readonly int _stretch;

    /// <summary>A sampler over a set.</summary>
    /// <param name="lengths">The length of each sample, as <see cref="SampleExtensions.Labels{T}"/> gives them.</param>
    /// <param name="seed">What the orders depend on, besides the epoch.</param>
    /// <param name="stretch">How many batches are sorted together.</param>
    public BucketSampler(IReadOnlyList<long> lengths, long seed = 0, int stretch = 50)
    {
        ArgumentNullException.ThrowIfNull(lengths);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stretch);
        (_lengths, _seed, _stretch) = ([.. lengths], seed, stretch);
    }

    /// <inheritdoc/>
    public long Count => _lengths.Length;

    /// <inheritdoc/>
    public long[] Order(long epoch, int batchSize)
    {
        long[] order = Shuffle.Order(Count, _seed, SampleStream + unchecked((ulong)epoch));
        int run = checked(_stretch * batchSize);
        long[] sorted = [.. order.Chunk(run).SelectMany(stretch => stretch.OrderBy(sample => _lengths[sample]))];
        int whole = sorted.Length / batchSize;
        long[] result = new long[sorted.Length];
        long[] batches = Shuffle.Order(whole, _seed, BatchStream + unchecked((ulong)epoch));
        for (int i = 0; i < whole; i++)
            sorted.AsSpan((int)batches[i] * batchSize, batchSize).CopyTo(result.AsSpan(i * batchSize));
        sorted.AsSpan(whole * batchSize).CopyTo(result.AsSpan(whole * batchSize));
        return result;
    }
}
