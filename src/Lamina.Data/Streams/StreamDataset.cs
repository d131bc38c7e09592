namespace Lamina.Data;

/// <summary>Samples that can only be read in their order, from the beginning of each epoch: lines of a file, rows of a query, messages. Made by <see cref="Dataset.Stream"/>.</summary>
/// <remarks>
/// <para>A <see cref="DataLoader"/> pulls the samples one after the other, whatever its workers, and collates batches in parallel. In the middle of an epoch it
/// goes on by running over what was read before, so order and bits are those of the epoch that was not stopped.</para>
/// <para>The number of samples is the one stated, or is counted by one run through the first epoch when somebody asks. An epoch ends behind so many; one that
/// ends before is an error. A stream without end, or whose epochs differ in length, so needs a number: it says what an epoch is.</para>
/// <para>Changing and filtering is LINQ's, inside the function that opens the stream.</para>
/// </remarks>
/// <typeparam name="T">One sample.</typeparam>
public sealed class StreamDataset<T> : IDataset, IStreamedSet
{
    const ulong Stream = 0x5342_0000_0000_0000;

    readonly Func<long, IEnumerable<T>> _open;
    readonly Func<IReadOnlyList<T>, Batch> _collate;
    readonly Lazy<long> _count;
    readonly int _shuffleBuffer;
    readonly long _seed, _epoch;

    internal StreamDataset(Func<long, IEnumerable<T>> open, Func<IReadOnlyList<T>, Batch> collate, long? count, int shuffleBuffer, long seed, DatasetInfo? info)
        : this(open, collate, new Lazy<long>(() => count ?? open(0).LongCount()), shuffleBuffer, seed, 0, info ?? new DatasetInfo { Name = "stream" })
    {
        ArgumentNullException.ThrowIfNull(open);
        ArgumentOutOfRangeException.ThrowIfNegative(count ?? 0, nameof(count));
        ArgumentOutOfRangeException.ThrowIfNegative(shuffleBuffer);
    }

    StreamDataset(Func<long, IEnumerable<T>> open, Func<IReadOnlyList<T>, Batch> collate, Lazy<long> count, int shuffleBuffer, long seed, long epoch, DatasetInfo info)
    {
        (_open, _collate, _count, _shuffleBuffer, _seed, _epoch) = (open, collate, count, shuffleBuffer, seed, epoch);
        Info = info;
    }

    /// <inheritdoc/>
    public long Count => _count.Value;

    /// <inheritdoc/>
    public DatasetInfo Info { get; }

    /// <inheritdoc/>
    /// <remarks>Runs through the stream from its beginning to the last of the samples: meant for a first look.</remarks>
    public Batch Read(ReadOnlySpan<long> indices)
    {
        Indices.Check(indices, Count);
        Dictionary<long, T?> found = [];
        long last = -1;
        foreach (long index in indices)
        {
            found[index] = default;
            last = Math.Max(last, index);
        }

        long at = 0;
        foreach (T sample in Samples().Take((int)Math.Min(last + 1, int.MaxValue)))
        {
            if (found.ContainsKey(at))
                found[at] = sample;
            at++;
        }

        if (at <= last)
            throw new DataFormatException($"{Info.Name}: the stream was to have {Count} samples and ended after {at}. State the true `count`.");
        T[] samples = new T[indices.Length];
        for (int i = 0; i < samples.Length; i++)
            samples[i] = found[indices[i]]!;
        return _collate(samples);
    }

    /// <inheritdoc/>
    public IDataset At(long epoch) => new StreamDataset<T>(_open, _collate, _count, _shuffleBuffer, _seed, epoch, Info);

    /// <summary>A stretch of the stream, cut before it is shuffled: <c>Take</c>, <c>Skip</c> and <c>SplitLast</c> give one.</summary>
    /// <param name="indices">Consecutive numbers.</param>
    /// <exception cref="NotSupportedException">The numbers do not follow one another: a stream is read in its order only.</exception>
    public IDataset Select(IReadOnlyList<long> indices)
    {
        ArgumentNullException.ThrowIfNull(indices);
        long[] numbers = [.. indices];
        Indices.Check(numbers, Count);
        long first = numbers.Length == 0 ? 0 : numbers[0];
        for (int i = 0; i < numbers.Length; i++)
        {
            if (numbers[i] != first + i)
                throw new NotSupportedException($"{Info.Name} is a stream, and read in its order only. Choose samples in the function that opens it, or collect them by `Dataset.From`.");
        }

        int skipped = checked((int)first);
        return new StreamDataset<T>(epoch => _open(epoch).Skip(skipped).Take(numbers.Length), _collate, new Lazy<long>(numbers.Length), _shuffleBuffer, _seed, _epoch, Info);
    }

    IStreamPass IStreamedSet.Open() => new StreamPass<T>(Samples(), _collate);

    IEnumerable<T> Samples() => _shuffleBuffer > 1 ? ShuffleBuffer.Over(_open(_epoch), _shuffleBuffer, new Draws(_seed, Stream, 0, _epoch)) : _open(_epoch);
}
