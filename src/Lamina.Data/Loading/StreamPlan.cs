namespace Lamina.Data;

/// <summary>A pass that pulls samples one after the other. Batches are pulled in their order, whoever asks for them, and collated side by side.</summary>
/// <remarks>Batches are claimed in their order too, so whoever waits for a turn waits for a thread that is at work.</remarks>
internal sealed class StreamPlan : EpochPlan
{
    readonly object _turn = new();
    readonly IStreamedSet _stream;
    IStreamPass? _pass;
    long _next;

    public StreamPlan(DataLoader loader, IDataset dataset, IStreamedSet stream, long epoch, long first)
        : base(loader, dataset, epoch)
    {
        (_stream, _next) = (stream, first);
    }

    public override Batch Read(long batch)
    {
        int count = SizeOf(batch);
        Func<Batch> collate;
        lock (_turn)
        {
            while (_next != batch)
                Monitor.Wait(_turn);
            try
            {
                collate = Pull(batch, count);
            }
            finally
            {
                _next++;
                Monitor.PulseAll(_turn);
            }
        }

        try
        {
            return Checked(collate(), count, batch);
        }
        catch (Exception error) when (IsOfData(error) && error is not DataReadException)
        {
            throw new DataReadException($"{Where(batch)}: samples {batch * BatchSize} … {(batch * BatchSize) + count - 1} cannot be laid side by side: {error.Message}", null, error);
        }
    }

    public override void Dispose() => _pass?.Dispose();

    Func<Batch> Pull(long batch, int count)
    {
        long at = batch * BatchSize;
        try
        {
            if (_pass is null)
            {
                _pass = _stream.Open();
                if (_pass.Skip(at) is var skipped && skipped < at)
                    throw Ended(batch, skipped);
            }

            (int came, Func<Batch> collate) = _pass.Pull(count);
            return came == count ? collate : throw Ended(batch, at + came);
        }
        catch (Exception error) when (IsOfData(error) && error is not DataReadException)
        {
            throw new DataReadException($"{Where(batch)}: the stream cannot be read on behind sample {at}: {error.Message}", null, error);
        }
    }

    DataReadException Ended(long batch, long after) =>
        new($"{Where(batch)}: an epoch was to have {Samples} samples, and the stream ended after {after}. State the true `count`, or begin again inside the function that opens the stream.", null);
}
