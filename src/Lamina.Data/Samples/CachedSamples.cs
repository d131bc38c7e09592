using System.Runtime.CompilerServices;

namespace Lamina.Data;

/// <summary>Keeps what was read first, up to a limit.</summary>
/// <remarks>
/// Nothing is thrown out again: an epoch reads each sample once, in an order of its own, and then whatever is kept is met, while the last
/// read would mostly be gone before it is asked for again.
/// </remarks>
internal sealed class CachedSamples<T>(IDataset<T> source, long maxBytes, Func<T, long> bytes) : IDataset<T>
{
    readonly StrongBox<T>?[] _kept = new StrongBox<T>?[source.Count];
    long _used;

    public long Count => _kept.Length;

    public string Name => source.Name;

    public T Read(long index)
    {
        Indices.Check([index], Count);
        if (Volatile.Read(ref _kept[index]) is { } kept)
            return kept.Value!;
        T sample = source.Read(index);
        long size = bytes(sample);
        if (Interlocked.Add(ref _used, size) > maxBytes || Interlocked.CompareExchange(ref _kept[index], new StrongBox<T>(sample), null) is not null)
            Interlocked.Add(ref _used, -size);
        return sample;
    }

    // What is drawn anew in each epoch is of no use in the next.
    public IDataset<T> At(long epoch) => source.At(epoch) is var now && ReferenceEquals(now, source) ? this : now;
}
