namespace Lamina.Data;

/// <summary>The samples of several sets, one set behind the other.</summary>
internal sealed class JoinedSets : IDataset
{
    readonly IDataset[] _parts;
    readonly long[] _starts;

    public JoinedSets(IDataset[] parts)
    {
        _parts = parts;
        _starts = Indices.Starts([.. parts.Select(part => part.Count)]);
        Info = parts[0].Info;
        foreach (IDataset part in parts[1..])
        {
            if (Differ(Info.Inputs, part.Info.Inputs) || Differ(Info.Targets, part.Info.Targets) || Differ(Info.ClassNames, part.Info.ClassNames))
                throw new DataFormatException($"Sets that are joined have samples of one kind; got {parts[0].Describe()} and {part.Describe()}. Bring both to the same shapes, dtypes and class names first.");
        }
    }

    public long Count => _starts[^1];

    public DatasetInfo Info { get; }

    public Batch Read(ReadOnlySpan<long> indices)
    {
        Indices.Check(indices, Count);
        List<long>[] wanted = [.. _parts.Select(_ => new List<long>())];
        int[] partOf = new int[indices.Length];
        for (int i = 0; i < partOf.Length; i++)
        {
            partOf[i] = Indices.PartOf(_starts, indices[i]);
            wanted[partOf[i]].Add(indices[i] - _starts[partOf[i]]);
        }

        Batch[] read = [.. _parts.Zip(wanted).Where(part => part.Second.Count > 0).Select(part => part.First.Read([.. part.Second]))];
        if (read.Length == 0)
            return _parts[0].Read([]);
        return read.Length == 1 ? read[0] : Join(read, Places(partOf, wanted));
    }

    public IDataset At(long epoch)
    {
        IDataset[] parts = [.. _parts.Select(part => part.At(epoch))];
        return parts.AsSpan().SequenceEqual(_parts) ? this : new JoinedSets(parts);
    }

    // Where each sample lies once the parts' samples stand behind one another.
    static long[] Places(int[] partOf, List<long>[] wanted)
    {
        long[] next = Indices.Starts([.. wanted.Select(part => (long)part.Count)]);
        return [.. partOf.Select(part => next[part]++)];
    }

    static Batch Join(Batch[] read, long[] places)
    {
        Tensor order = Tensor.From(places);
        return new Batch(
            [.. read[0].Inputs.Select((_, i) => Joined([.. read.Select(batch => batch.Inputs[i])], order))],
            [.. read[0].Targets.Select((_, i) => Joined([.. read.Select(batch => batch.Targets[i])], order))],
            Array.TrueForAll(read, batch => batch.SampleWeights is null) ? null : Joined([.. read.Select(WeightsOf)], order));
    }

    // Where another set weighs its samples, those of a set that does not count 1.
    static Tensor WeightsOf(Batch batch) => batch.SampleWeights?.To(DType.Float32) ?? Tensor.Ones([batch.Count]);

    static Tensor Joined(Tensor[] parts, Tensor order) => Tensor.Concatenate(parts).IndexSelect(0, order);

    static bool Differ<T>(IReadOnlyList<T> first, IReadOnlyList<T> second) => first.Count > 0 && second.Count > 0 && !first.SequenceEqual(second);
}
