namespace Lamina.Data;

/// <summary>Some samples of another data set, in an order of their own.</summary>
public sealed class Subset : IDataset
{
    readonly IDataset _source;
    readonly long[] _indices;

    /// <summary>Chooses samples by number.</summary>
    /// <param name="source">Where the samples are read.</param>
    /// <param name="indices">The number in <paramref name="source"/> of each sample of this set.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not one of the source's.</exception>
    public Subset(IDataset source, IReadOnlyList<long> indices)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(indices);
        _source = source;
        _indices = [.. indices];
        Indices.Check(_indices, source.Count);
    }

    /// <inheritdoc/>
    public long Count => _indices.Length;

    /// <inheritdoc/>
    public DatasetInfo Info => _source.Info;

    /// <inheritdoc/>
    public Batch Read(ReadOnlySpan<long> indices) => _source.Read(Indices.Map(indices, _indices));

    /// <inheritdoc/>
    public IDataset At(long epoch) => _source.At(epoch) is var source && ReferenceEquals(source, _source) ? this : new Subset(source, _indices);

    /// <inheritdoc/>
    public IDataset Select(IReadOnlyList<long> indices) => new Subset(_source, Indices.Map([.. indices], _indices));
}
