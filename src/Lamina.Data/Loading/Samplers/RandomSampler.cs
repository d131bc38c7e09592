namespace Lamina.Data;

/// <summary>All samples in random order, another in every epoch: what <see cref="DataLoader"/> does by <c>shuffle</c>. Counterpart: PyTorch's <c>RandomSampler</c>.</summary>
/// <param name="count">Samples of the set.</param>
/// <param name="seed">What the orders depend on, besides the epoch.</param>
public sealed class RandomSampler(long count, long seed = 0) : ISampler
{
    /// <summary>The streams of random numbers that shuffle; the epoch is added.</summary>
    const ulong ShuffleStream = 0x5348_0000_0000_0000;

    /// <inheritdoc/>
    public long Count => count;

    /// <inheritdoc/>
    public long[] Order(long epoch, int batchSize) => Shuffle.Order(count, seed, ShuffleStream + unchecked((ulong)epoch));
}
