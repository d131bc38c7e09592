namespace Lamina.Data;

/// <summary>The samples of two sets side by side.</summary>
internal sealed class PairedSamples<T, TOther, TResult>(IDataset<T> first, IDataset<TOther> second, Func<T, TOther, TResult> pair) : IDataset<TResult>
{
    public long Count => first.Count;

    public string Name => first.Name;

    public TResult Read(long index) => pair(first.Read(index), second.Read(index));

    public IDataset<TResult> At(long epoch)
    {
        (IDataset<T> one, IDataset<TOther> other) = (first.At(epoch), second.At(epoch));
        return ReferenceEquals(one, first) && ReferenceEquals(other, second) ? this : new PairedSamples<T, TOther, TResult>(one, other, pair);
    }
}
