namespace Lamina.Data;

/// <summary>Some samples of another set, in an order of their own.</summary>
internal sealed class SelectedSamples<T> : IDataset<T>
{
    readonly IDataset<T> _source;
    readonly long[] _indices;

    public SelectedSamples(IDataset<T> source, long[] indices)
    {
        Indices.Check(indices, source.Count);
        (_source, _indices) = source is SelectedSamples<T> selected ? (selected._source, Indices.Map(indices, selected._indices)) : (source, indices);
    }

    public long Count => _indices.Length;

    public string Name => _source.Name;

    public T Read(long index)
    {
        Indices.Check([index], Count);
        return _source.Read(_indices[index]);
    }

    public IDataset<T> At(long epoch) => _source.At(epoch) is var source && ReferenceEquals(source, _source) ? this : new SelectedSamples<T>(source, _indices);
}
