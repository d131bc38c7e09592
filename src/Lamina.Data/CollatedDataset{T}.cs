namespace Lamina.Data;

/// <summary>Samples of any kind, laid side by side as tensors when a batch is read.</summary>
/// <typeparam name="T">One sample.</typeparam>
public sealed class CollatedDataset<T> : IDataset
{
    readonly IDataset<T> _samples;
    readonly Func<IReadOnlyList<T>, Batch> _collate;

    /// <summary>A set over samples.</summary>
    /// <param name="samples">Where they are read.</param>
    /// <param name="collate">Lays samples side by side: the first axis of every tensor counts them. Called by several threads at once.</param>
    /// <param name="info">What is known of the batches; null for the name alone.</param>
    public CollatedDataset(IDataset<T> samples, Func<IReadOnlyList<T>, Batch> collate, DatasetInfo? info = null)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(collate);
        (_samples, _collate) = (samples, collate);
        Info = info ?? new DatasetInfo { Name = samples.Name };
    }

    /// <inheritdoc/>
    public long Count => _samples.Count;

    /// <inheritdoc/>
    public DatasetInfo Info { get; }

    /// <inheritdoc/>
    public Batch Read(ReadOnlySpan<long> indices)
    {
        Indices.Check(indices, Count);
        T[] samples = new T[indices.Length];
        for (int i = 0; i < samples.Length; i++)
            samples[i] = _samples.Read(indices[i]);
        return _collate(samples);
    }

    /// <inheritdoc/>
    public IDataset At(long epoch) => _samples.At(epoch) is var samples && ReferenceEquals(samples, _samples) ? this : new CollatedDataset<T>(samples, _collate, Info);
}
