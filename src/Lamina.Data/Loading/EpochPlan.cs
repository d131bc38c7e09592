namespace Lamina.Data;

/// <summary>One pass over a data set: which samples make up which batch.</summary>
internal abstract class EpochPlan : IDisposable
{
    readonly long _epoch;

    protected EpochPlan(DataLoader loader, IDataset dataset, long epoch)
    {
        (Dataset, _epoch) = (dataset, epoch);
        (BatchSize, Batches, Samples) = (loader.BatchSize, loader.Count, loader.Samples);
    }

    public long Batches { get; }

    protected IDataset Dataset { get; }

    protected int BatchSize { get; }

    protected long Samples { get; }

    /// <param name="loader">Whose epoch it is.</param>
    /// <param name="epoch">From 0.</param>
    /// <param name="first">The first batch that will be read.</param>
    public static EpochPlan Create(DataLoader loader, long epoch, long first)
    {
        IDataset dataset = loader.Dataset.At(epoch);
        return dataset is IStreamedSet stream ? new StreamPlan(loader, dataset, stream, epoch, first) : new OrderPlan(loader, dataset, epoch);
    }

    /// <summary>Reads one batch, on any thread. Each batch from the first on is asked for once.</summary>
    /// <exception cref="DataReadException">The data set threw, or gave something else than it was asked for.</exception>
    public abstract Batch Read(long batch);

    /// <summary>Lets the data set go. Nobody reads any more.</summary>
    public virtual void Dispose()
    {
    }

    /// <summary>How many samples a batch has.</summary>
    protected int SizeOf(long batch) => (int)Math.Min(BatchSize, Samples - (batch * BatchSize));

    protected Batch Checked(Batch? result, int count, long batch) => result?.Count == count
        ? result
        : throw new DataReadException($"{Where(batch)}: the data set was asked for {count} samples and gave {result?.Count.ToString() ?? "null"}. `Read` gives one sample for each number.", null);

    protected string Where(long batch) => $"{Dataset.Info.Name}, batch {batch} of epoch {_epoch}";

    protected static bool IsOfData(Exception error) => error is not (OutOfMemoryException or OperationCanceledException);
}
