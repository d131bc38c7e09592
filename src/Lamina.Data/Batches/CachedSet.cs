namespace Lamina.Data;

/// <summary>Keeps the samples that were read first, up to a limit.</summary>
/// <inheritdoc cref="CachedSamples{T}" path="/remarks"/>
internal sealed class CachedSet(IDataset source, long maxBytes) : IDataset
{
    readonly Batch?[] _kept = new Batch?[source.Count];
    long _used;

    public long Count => _kept.Length;

    public DatasetInfo Info => source.Info;

    public Batch Read(ReadOnlySpan<long> indices)
    {
        Indices.Check(indices, Count);
        Batch?[] samples = new Batch?[indices.Length];
        List<int> missing = [];
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] = Volatile.Read(ref _kept[indices[i]]);
            if (samples[i] is null)
                missing.Add(i);
        }

        if (missing.Count > 0)
            Fill(samples, missing, indices);
        return samples.Length == 0 ? source.Read(indices) : new Batch(
            Joined(samples, batch => batch.Inputs), Joined(samples, batch => batch.Targets), Joined(samples, Weights).FirstOrDefault());
    }

    // What is drawn anew in each epoch is of no use in the next.
    public IDataset At(long epoch) => source.At(epoch) is var now && ReferenceEquals(now, source) ? this : now;

    void Fill(Batch?[] samples, List<int> missing, ReadOnlySpan<long> indices)
    {
        long[] numbers = new long[missing.Count];
        for (int i = 0; i < numbers.Length; i++)
            numbers[i] = indices[missing[i]];
        Batch read = source.Read(numbers);
        if (read.Count != numbers.Length)
            throw new DataFormatException($"{Info.Name}: asked for {numbers.Length} samples, the data set gave {read.Count}. `Read` gives one sample for each number.");
        for (int i = 0; i < numbers.Length; i++)
        {
            Batch sample = new(Row(read.Inputs, i), Row(read.Targets, i), Row(Weights(read), i).FirstOrDefault());
            samples[missing[i]] = sample;
            long bytes = sample.Inputs.Concat(sample.Targets).Concat(Weights(sample)).Sum(tensor => tensor.Spec.Bytes);
            if (Interlocked.Add(ref _used, bytes) > maxBytes || Interlocked.CompareExchange(ref _kept[numbers[i]], sample, null) is not null)
                Interlocked.Add(ref _used, -bytes);
        }
    }

    static Tensor[] Weights(Batch batch) => batch.SampleWeights is { } weights ? [weights] : [];

    // Memory of its own: a view would keep the whole batch.
    static Tensor[] Row(IReadOnlyList<Tensor> tensors, int at) => [.. tensors.Select(tensor => tensor.Slice(0, at, at + 1).Clone())];

    static Tensor[] Joined(Batch?[] samples, Func<Batch, IReadOnlyList<Tensor>> part) =>
        [.. part(samples[0]!).Select((_, i) => Tensor.Concatenate([.. samples.Select(sample => part(sample!)[i])]))];
}
