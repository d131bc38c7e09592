namespace Lamina.Data;

/// <summary>The part of an epoch that one of several processes reads. All have equally many samples, and together they have the whole.</summary>
/// <remarks>
/// Process r of w reads the samples r, r + w, r + 2w … of the whole order: together they do what one process would with batches w times as large, whatever
/// sampler says the order. Counterpart: PyTorch's <c>DistributedSampler</c>.
/// </remarks>
public sealed class DistributedSampler : ISampler
{
    readonly ISampler _whole;
    readonly int _rank, _world;

    /// <summary>A part of the order of another sampler, which is the same in all processes.</summary>
    /// <param name="whole">The order of all: <see cref="RandomSampler"/>, say, with the same seed in all processes.</param>
    /// <param name="rank">Which process this is, from 0.</param>
    /// <param name="world">How many processes there are.</param>
    /// <param name="dropLast">Whether samples that do not go round are left out; else the first ones are read once more to fill up.</param>
    public DistributedSampler(ISampler whole, int rank, int world, bool dropLast = false)
    {
        ArgumentNullException.ThrowIfNull(whole);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(world);
        if ((uint)rank >= (uint)world)
            throw new ArgumentOutOfRangeException(nameof(rank), rank, $"Of {world} processes, the ranks are 0 to {world - 1}.");
        (_whole, _rank, _world) = (whole, rank, world);
        Count = dropLast ? whole.Count / world : (whole.Count + world - 1) / world;
    }

    /// <inheritdoc/>
    public long Count { get; }

    /// <inheritdoc/>
    public long[] Order(long epoch, int batchSize)
    {
        long[] all = _whole.Order(epoch, checked(batchSize * _world)), part = new long[Count];
        for (long i = 0; i < part.Length; i++)
            part[i] = all[((i * _world) + _rank) % all.Length];
        return part;
    }
}
