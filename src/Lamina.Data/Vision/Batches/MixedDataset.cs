namespace Lamina.Data.Vision;

/// <summary>A set whose batches are transformed as a whole.</summary>
internal sealed class MixedDataset(IDataset source, long seed, long epoch, IBatchTransform[] transforms) : IDataset
{
    public long Count => source.Count;

    // Mixed labels are no class numbers, and mixed sizes are not known before.
    public DatasetInfo Info => source.Info with { Targets = [] };

    public Batch Read(ReadOnlySpan<long> indices)
    {
        Batch batch = source.Read(indices);
        if (indices.IsEmpty)
            return batch;
        Draws draws = new(seed, VisionStreams.Batches, indices[0], epoch);
        foreach (IBatchTransform transform in transforms)
            batch = transform.Apply(batch, ref draws);
        return batch;
    }

    public IDataset At(long next) => new MixedDataset(source.At(next), seed, next, transforms);
}
