namespace Lamina.Data;

/// <summary>The inputs and targets of two sets side by side.</summary>
internal sealed class PairedSets(IDataset first, IDataset second) : IDataset
{
    public long Count => first.Count;

    public DatasetInfo Info { get; } = Joined(first.Info, second.Info);

    public Batch Read(ReadOnlySpan<long> indices)
    {
        (Batch one, Batch other) = (first.Read(indices), second.Read(indices));
        Tensor? weights = (one.SampleWeights, other.SampleWeights) is ({ } own, { } its) ? own * its : one.SampleWeights ?? other.SampleWeights;
        return new Batch([.. one.Inputs, .. other.Inputs], [.. one.Targets, .. other.Targets], weights);
    }

    public IDataset At(long epoch)
    {
        (IDataset one, IDataset other) = (first.At(epoch), second.At(epoch));
        return ReferenceEquals(one, first) && ReferenceEquals(other, second) ? this : new PairedSets(one, other);
    }

    // What is known of one set alone says nothing of where its tensors stand among all.
    static DatasetInfo Joined(DatasetInfo first, DatasetInfo second) => first.Inputs.Count == 0 || second.Inputs.Count == 0
        ? new DatasetInfo { Name = first.Name, ClassNames = first.ClassNames, IsGenerated = first.IsGenerated || second.IsGenerated }
        : first with
        {
            Inputs = [.. first.Inputs, .. second.Inputs],
            Targets = [.. first.Targets, .. second.Targets],
            Normalizations = [.. Padded(first), .. Padded(second)],
            IsGenerated = first.IsGenerated || second.IsGenerated,
        };

    static IEnumerable<Normalization?> Padded(DatasetInfo info) =>
        info.Inputs.Select((_, i) => i < info.Normalizations.Count ? info.Normalizations[i] : null);
}
