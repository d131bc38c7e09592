namespace Lamina.Data;

/// <summary>Samples of another set, changed when they are read.</summary>
internal sealed class MappedSamples<T, TResult>(IDataset<T> source, Func<T, TResult> map) : IDataset<TResult>
{
    public long Count => source.Count;

    public string Name => source.Name;

    public TResult Read(long index) => map(source.Read(index));

    public IDataset<TResult> At(long epoch) => source.At(epoch) is var now && ReferenceEquals(now, source) ? this : new MappedSamples<T, TResult>(now, map);
}
