namespace Lamina.Data;

/// <summary>Samples that a function gives by number.</summary>
internal sealed class GeneratedSamples<T>(long count, Func<long, T> sample, string name) : IDataset<T>
{
    public long Count => count;

    public string Name => name;

    public T Read(long index)
    {
        Indices.Check([index], count);
        return sample(index);
    }
}
