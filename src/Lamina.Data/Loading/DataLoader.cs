using System.Collections;

namespace Lamina.Data;

/// <summary>Batches of a data set, epoch after epoch: <c>foreach ((Tensor images, Tensor labels) in loader)</c>.</summary>
/// <remarks>
/// <para>Each enumeration is an epoch. Order and bits depend on the data set, the seed and the epoch alone, not on the number of workers.</para>
/// <para>A new enumeration starts the next epoch, also after one that was left by <c>break</c>. To go on in the middle of an epoch,
/// set <see cref="Epoch"/> and then <see cref="Position"/> to what they were when training stopped.</para>
/// <para>One thread at a time may enumerate a loader.</para>
/// </remarks>
public sealed class DataLoader : IEnumerable<Batch>
{
    const int LeastPrefetch = 8, MostPrefetch = 32, PrefetchBytes = 4 << 20;

    readonly CancellationToken _cancellation;
    long _epoch, _position;
    bool _begun;
    object? _current;

    /// <summary>Batches of a data set.</summary>
    /// <param name="dataset">Where samples are read; by several threads at once if there are workers.</param>
    /// <param name="batchSize">Samples a batch; the last batch of an epoch may have fewer.</param>
    /// <param name="shuffle">Whether every epoch has an order of its own, drawn from the seed.</param>
    /// <param name="seed">What the orders depend on.</param>
    /// <param name="dropLast">Whether a last batch with fewer samples is left out.</param>
    /// <param name="workers">How many threads make batches ahead; 0 makes each when it is asked for.</param>
    /// <param name="prefetch">
    /// How many batches are made ahead at most, by all workers together. By default 8; and up to 32, as many as 4 MiB hold, where batches are known to be so small:
    /// steps on small batches are short, and what is ready has to last until a busy machine gives a worker its turn.
    /// </param>
    /// <param name="sampler">Which samples an epoch has, in which order; null for all, shuffled or not.</param>
    /// <param name="cancellationToken">Ends an enumeration with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative or 0 where it may not be.</exception>
    /// <exception cref="ArgumentException">Not one whole batch is left; or an order is asked for twice, or of a stream.</exception>
    public DataLoader(
        IDataset dataset,
        int batchSize,
        bool shuffle = false,
        long seed = 0,
        bool dropLast = false,
        int workers = 1,
        int? prefetch = null,
        ISampler? sampler = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(workers);
        ArgumentOutOfRangeException.ThrowIfLessThan(prefetch ?? 1, 1, nameof(prefetch));
        if (shuffle && sampler is not null)
            throw new ArgumentException("A sampler says the order of an epoch, so `shuffle` is not for it: use a sampler that shuffles, as `RandomSampler` does.", nameof(shuffle));
        if (dataset is IStreamedSet && (shuffle || sampler is not null))
            throw new ArgumentException($"{dataset.Info.Name} is a stream, and read in its order only: pass `shuffle: false` and no sampler, and give the stream a `shuffleBuffer`.", shuffle ? nameof(shuffle) : nameof(sampler));
        (Dataset, BatchSize, Shuffle, Seed, DropLast) = (dataset, batchSize, shuffle, seed, dropLast);
        Sampler = shuffle ? new RandomSampler(dataset.Count, seed) : sampler;
        if (dropLast && Samples < batchSize)
            throw new ArgumentException($"{dataset.Info.Name} has {Samples} samples: with a batch size of {batchSize} and `dropLast` no batch is left. Use a smaller batch size, or keep the last batch.", nameof(dropLast));
        (Workers, Prefetch, _cancellation) = (workers, prefetch ?? UsualPrefetch(dataset.Info, batchSize), cancellationToken);
    }

    /// <summary>Where samples are read.</summary>
    public IDataset Dataset { get; }

    /// <summary>Samples a batch.</summary>
    public int BatchSize { get; }

    /// <summary>Whether every epoch has an order of its own.</summary>
    public bool Shuffle { get; }

    /// <summary>What the orders depend on.</summary>
    public long Seed { get; }

    /// <summary>Whether a last batch with fewer samples is left out.</summary>
    public bool DropLast { get; }

    /// <summary>Threads that make batches ahead.</summary>
    public int Workers { get; }

    /// <summary>Batches made ahead at most.</summary>
    public int Prefetch { get; }

    /// <summary>Which samples an epoch has, in which order; null where it is all in their own order.</summary>
    public ISampler? Sampler { get; }

    /// <summary>Samples of an epoch, those of a last batch that is left out included.</summary>
    public long Samples => Sampler?.Count ?? Dataset.Count;

    /// <summary>Batches an epoch.</summary>
    public long Count => DropLast ? Samples / BatchSize : (Samples + BatchSize - 1) / BatchSize;

    /// <summary>
    /// The epoch that is running, or that the next enumeration runs if the last one came to its end; from 0.
    /// Setting it starts there, with <see cref="Position"/> 0, at the next enumeration.
    /// </summary>
    public long Epoch
    {
        get => _epoch;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            (_epoch, _position, _begun, _current) = (value, 0, false, null);
        }
    }

    /// <summary>
    /// Batches of the epoch that were handed out, the one in hand included. Setting it starts behind so many batches
    /// at the next enumeration.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative, or above <see cref="Count"/>.</exception>
    public long Position
    {
        get => _position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, Count);
            (_position, _begun, _current) = (value, false, null);
        }
    }

    /// <summary>Starts an epoch. Leaving it early stops the workers.</summary>
    /// <exception cref="DataReadException">Thrown at the batch that could not be read.</exception>
    public IEnumerator<Batch> GetEnumerator()
    {
        if (_begun)
            (_epoch, _position) = (_epoch + 1, 0);
        _begun = true;
        object current = _current = new object();
        long epoch = _epoch, position = _position;
        using EpochPlan plan = EpochPlan.Create(this, epoch, position);
        using Prefetcher prefetcher = new(plan, position, Workers, Prefetch, _cancellation);
        while (prefetcher.Take() is { } batch)
        {
            position++;
            if (_current == current)
                _position = position;
            yield return batch;
        }

        if (_current == current)
            (_epoch, _position, _begun) = (epoch + 1, 0, false);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    static int UsualPrefetch(DatasetInfo info, int batchSize)
    {
        double bytes = info.Inputs.Concat(info.Targets).Sum(spec => (double)spec.Bytes) * batchSize;
        return bytes == 0 ? LeastPrefetch : (int)Math.Clamp(PrefetchBytes / bytes, LeastPrefetch, MostPrefetch);
    }
}
