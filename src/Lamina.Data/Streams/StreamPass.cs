namespace Lamina.Data;

/// <inheritdoc cref="IStreamPass"/>
internal sealed class StreamPass<T>(IEnumerable<T> samples, Func<IReadOnlyList<T>, Batch> collate) : IStreamPass
{
    readonly IEnumerator<T> _samples = samples.GetEnumerator();

    public long Skip(long count)
    {
        long skipped = 0;
        while (skipped < count && _samples.MoveNext())
            skipped++;
        return skipped;
    }

    public (int Count, Func<Batch> Collate) Pull(int count)
    {
        List<T> pulled = new(count);
        while (pulled.Count < count && _samples.MoveNext())
            pulled.Add(_samples.Current);
        return (pulled.Count, () => collate(pulled));
    }

    public void Dispose() => _samples.Dispose();
}
