namespace Lamina.Data.Tests;

/// <summary>Does something of the test's choice before each read, and counts.</summary>
sealed class ProbeDataset(int count, Action<long[]>? before = null) : IDataset
{
    int _reads, _open;

    public long Count => count;

    public int Reads => Volatile.Read(ref _reads);

    /// <summary>Reads in progress.</summary>
    public int Open => Volatile.Read(ref _open);

    public Batch Read(ReadOnlySpan<long> indices)
    {
        Interlocked.Increment(ref _open);
        try
        {
            Interlocked.Increment(ref _reads);
            before?.Invoke(indices.ToArray());
            return new Batch(Tensor.From(indices), Tensor.From(indices));
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }
}
