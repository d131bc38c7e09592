namespace Lamina.Data;

/// <summary>One pass over a data set: which samples make up which batch.</summary>
internal sealed class EpochPlan
{
    /// <summary>The streams of random numbers that shuffle; the epoch is added.</summary>
    const ulong ShuffleStream = 0x5348_0000_0000_0000;

    readonly DataLoader _loader;
    readonly IDataset _dataset;
    readonly long _epoch, _samples;
    readonly long[]? _order;

    public EpochPlan(DataLoader loader, long epoch)
    {
        _loader = loader;
        _dataset = loader.Dataset.At(epoch);
        _epoch = epoch;
        _samples = loader.Dataset.Count;
        Batches = loader.Count;
        _order = loader.Shuffle ? Data.Shuffle.Order(_samples, loader.Seed, ShuffleStream + unchecked((ulong)epoch)) : null;
    }

    public long Batches { get; }

    /// <summary>Reads one batch. The same values whenever and wherever it is called.</summary>
    /// <exception cref="DataReadException">The data set threw, or gave something else than it was asked for.</exception>
    public Batch Read(long batch)
    {
        long first = batch * _loader.BatchSize;
        int count = (int)Math.Min(_loader.BatchSize, _samples - first);
        ReadOnlySpan<long> indices = _order is null ? Indices.Range(first, count) : _order.AsSpan(checked((int)first), count);
        Batch? result;
        try
        {
            result = _dataset.Read(indices);
        }
        catch (Exception error) when (error is not (OutOfMemoryException or OperationCanceledException))
        {
            throw Failure(batch, indices, error);
        }

        if (result?.Count == count)
            return result;
        throw new DataReadException($"{Where(batch)}: the data set was asked for {count} samples and gave {result?.Count.ToString() ?? "null"}. `Read` gives one sample for each number.", null);
    }

    // Which of the samples it was is known only to those who ask for each alone.
    DataReadException Failure(long batch, ReadOnlySpan<long> indices, Exception error)
    {
        foreach (long index in indices)
        {
            try
            {
                _dataset.Read([index]);
            }
            catch (Exception single) when (single is not (OutOfMemoryException or OperationCanceledException))
            {
                return new DataReadException($"{Where(batch)}: sample {index} cannot be read: {single.Message}", index, single);
            }
        }

        return new DataReadException($"{Where(batch)}: samples {indices[0]} … {indices[^1]} cannot be read together, though each can alone: {error.Message}", null, error);
    }

    string Where(long batch) => $"{_dataset.Info.Name}, batch {batch} of epoch {_epoch}";
}
