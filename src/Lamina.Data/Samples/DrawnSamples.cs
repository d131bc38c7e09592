namespace Lamina.Data;

/// <summary>Samples of another set, changed by chance when they are read.</summary>
internal sealed class DrawnSamples<T, TResult>(IDataset<T> source, DrawnMap<T, TResult> map, long seed, long epoch = 0) : IDataset<TResult>
{
    public long Count => source.Count;

    public string Name => source.Name;

    public TResult Read(long index)
    {
        Draws draws = new(seed, Draws.MapStream, index, epoch);
        return map(source.Read(index), ref draws);
    }

    public IDataset<TResult> At(long epoch) => new DrawnSamples<T, TResult>(source.At(epoch), map, seed, epoch);
}
