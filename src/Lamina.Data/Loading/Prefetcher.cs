using System.Runtime.ExceptionServices;

namespace Lamina.Data;

/// <summary>Makes the batches of one epoch ahead of the one who takes them, a bounded number at a time.</summary>
/// <remarks>
/// Work runs on the process's thread pool, in turns that end when enough is ready: no thread ever blocks here but the taker's,
/// so an epoch that is left in the middle, even without being disposed, leaves nothing behind. The taker makes a batch itself
/// if nobody has begun it: it never waits for a thread to start.
/// </remarks>
internal sealed class Prefetcher : IThreadPoolWorkItem, IDisposable
{
    readonly object _gate = new();
    readonly EpochPlan _plan;
    readonly int _workers, _ahead;
    readonly object?[] _done;
    readonly CancellationToken _cancellation;
    readonly CancellationTokenRegistration _registration;
    long _taken, _claimed;
    int _turns, _running;
    bool _stopped;

    public Prefetcher(EpochPlan plan, long first, int workers, int ahead, CancellationToken cancellation)
    {
        _plan = plan;
        _taken = _claimed = first;
        _workers = workers;
        _ahead = ahead;

        // One more than is made ahead: the batch that is being waited for still holds its place.
        _done = new object?[ahead + 1];
        _cancellation = cancellation;
        _registration = cancellation.UnsafeRegister(static prefetcher => ((Prefetcher)prefetcher!).Wake(), this);
    }

    /// <summary>The next batch, or null behind the last.</summary>
    /// <exception cref="DataReadException">This batch could not be read.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public Batch? Take()
    {
        _cancellation.ThrowIfCancellationRequested();
        long batch;
        lock (_gate)
        {
            if (_taken == _plan.Batches)
                return null;
            batch = _taken++;
            bool mine = _claimed == batch;
            if (mine)
                _claimed++;
            StartTurns();
            if (!mine)
                return Await(batch);
        }

        return _plan.Read(batch);
    }

    /// <summary>One turn of a worker.</summary>
    void IThreadPoolWorkItem.Execute()
    {
        lock (_gate)
            _running++;
        while (Claim() is { } batch)
        {
            object result;
            try
            {
                result = _plan.Read(batch);
            }
            catch (Exception error)
            {
                result = ExceptionDispatchInfo.Capture(error);
            }

            lock (_gate)
            {
                _done[batch % _done.Length] = result;
                Monitor.PulseAll(_gate);
            }
        }
    }

    /// <summary>Stops the workers and waits until none of them reads any more.</summary>
    public void Dispose()
    {
        _registration.Dispose();
        lock (_gate)
        {
            _stopped = true;
            while (_running > 0)
                Monitor.Wait(_gate);
            Array.Clear(_done);
        }
    }

    long? Claim()
    {
        lock (_gate)
        {
            if (!_stopped && !_cancellation.IsCancellationRequested && _claimed < Limit)
                return _claimed++;
            _turns--;
            _running--;
            Monitor.PulseAll(_gate);
            return null;
        }
    }

    long Limit => Math.Min(_plan.Batches, _taken + _ahead);

    // Waking a thread costs as much as making a small batch, so it waits until half of what is made ahead has been taken.
    void StartTurns()
    {
        if (_claimed - _taken > _ahead / 2)
            return;
        for (long open = Limit - _claimed; open > 0 && _turns < _workers; open--)
        {
            _turns++;
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    Batch Await(long batch)
    {
        ref object? place = ref _done[batch % _done.Length];
        while (place is null)
        {
            _cancellation.ThrowIfCancellationRequested();
            Monitor.Wait(_gate);
        }

        object result = place;
        place = null;
        if (result is ExceptionDispatchInfo error)
            error.Throw();
        return (Batch)result;
    }

    void Wake()
    {
        lock (_gate)
            Monitor.PulseAll(_gate);
    }
}
