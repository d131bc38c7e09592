namespace Lamina.Data;

/// <summary>A pass that reads samples by number, in the order of a sampler. The same values whenever and wherever a batch is read.</summary>
internal sealed class OrderPlan : EpochPlan
{
    readonly long[]? _order;

    public OrderPlan(DataLoader loader, IDataset dataset, long epoch)
        : base(loader, dataset, epoch)
    {
        _order = loader.Sampler?.Order(epoch, BatchSize);
        if (_order is not null && _order.Length != Samples)
            throw new DataReadException($"{dataset.Info.Name}, epoch {epoch}: the sampler was to give {Samples} numbers and gave {_order.Length}. `Order` gives as many as `Count` says.", null);
    }

    public override Batch Read(long batch)
    {
        long first = batch * BatchSize;
        int count = SizeOf(batch);
        ReadOnlySpan<long> indices = _order is null ? Indices.Range(first, count) : _order.AsSpan(checked((int)first), count);
        Batch? result;
        try
        {
            result = Dataset.Read(indices);
        }
        catch (Exception error) when (IsOfData(error))
        {
            throw Failure(batch, indices, error);
        }

        return Checked(result, count, batch);
    }

    // Which of the samples it was is known only to those who ask for each alone.
    DataReadException Failure(long batch, ReadOnlySpan<long> indices, Exception error)
    {
        foreach (long index in indices)
        {
            try
            {
                Dataset.Read([index]);
            }
            catch (Exception single) when (IsOfData(single))
            {
                return new DataReadException($"{Where(batch)}: sample {index} cannot be read: {single.Message}", index, single);
            }
        }

        return new DataReadException($"{Where(batch)}: samples {indices[0]} … {indices[^1]} cannot be read together, though each can alone: {error.Message}", null, error);
    }
}
