namespace Lamina.Data;

/// <summary>The samples of several sets, one set behind the other.</summary>
internal sealed class JoinedSamples<T> : IDataset<T>
{
    readonly IDataset<T>[] _parts;
    readonly long[] _starts;

    public JoinedSamples(IDataset<T>[] parts)
    {
        _parts = parts;
        _starts = Indices.Starts([.. parts.Select(part => part.Count)]);
    }

    public long Count => _starts[^1];

    public string Name => _parts[0].Name;

    public T Read(long index)
    {
        Indices.Check([index], Count);
        int part = Indices.PartOf(_starts, index);
        return _parts[part].Read(index - _starts[part]);
    }

    public IDataset<T> At(long epoch)
    {
        IDataset<T>[] parts = [.. _parts.Select(part => part.At(epoch))];
        return parts.AsSpan().SequenceEqual(_parts) ? this : new JoinedSamples<T>(parts);
    }
}
