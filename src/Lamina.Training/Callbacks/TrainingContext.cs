namespace Lamina.Training;

/// <summary>What a callback sees of a running training.</summary>
public sealed class TrainingContext
{
    static readonly IReadOnlyDictionary<string, double> Nothing = new Dictionary<string, double>();

    internal TrainingContext(Model model, History history, long lastEpoch) => (Model, History, LastEpoch) = (model, history, lastEpoch);

    /// <summary>The model.</summary>
    public Model Model { get; }

    /// <summary>The epochs so far; at <see cref="Callback.AfterEpoch"/> the one that has just ended included.</summary>
    public History History { get; }

    /// <summary>The epoch that runs, from 1 over the model's whole life.</summary>
    public long Epoch { get; internal set; }

    /// <summary>The epoch that will be the last unless something stops training.</summary>
    public long LastEpoch { get; }

    /// <summary>The batch of the epoch, from 1.</summary>
    public long Batch { get; internal set; }

    /// <summary>Batches of an epoch.</summary>
    public long Batches { get; internal set; }

    /// <summary>Steps over the model's whole life, the running one included.</summary>
    public long Step => Model.Position.Step;

    /// <summary>Loss and metrics of the epoch, those of validation under <c>val_</c>. Empty before the epoch's end.</summary>
    public IReadOnlyDictionary<string, double> Logs { get; internal set; } = Nothing;

    /// <summary>The loss of the step that has just ended; NaN unless a callback asked for it.</summary>
    public double BatchLoss { get; internal set; } = double.NaN;

    /// <summary>Why training will stop, or null.</summary>
    public string? StopReason { get; private set; }

    internal BatchParts? LastBatch { get; set; }

    /// <summary>All of them, in the order in which they are called.</summary>
    internal IReadOnlyList<Callback> Callbacks { get; init; } = [];

    /// <summary>What was trained of the epoch that runs.</summary>
    internal EpochProgress Progress { get; set; } = new(0, TimeSpan.Zero);

    /// <summary>How many batches an update is made of.</summary>
    internal long Accumulate { get; init; } = 1;

    /// <summary>True while gradients wait for an update of several batches.</summary>
    internal bool AwaitsUpdate { get; set; }

    /// <summary>Whether the batch that has just ended was the last of several that an update is made of: then there are no gradients now.</summary>
    internal bool IsUpdated => Accumulate > 1 && !AwaitsUpdate;

    /// <summary>True if it is the caller who ended training, and not what was trained.</summary>
    internal bool IsCancelled { get; private set; }

    internal Action<string>? Teller { get; init; }

    internal void ClearLogs() => Logs = Nothing;

    /// <summary>Writes a line to where training is shown, beside its bar; nowhere if it is silent.</summary>
    /// <param name="line">The line.</param>
    public void Say(string line) => Teller?.Invoke(line);

    /// <summary>Ends training after this step (or this epoch, if it is over).</summary>
    /// <param name="reason">Why, for people.</param>
    public void Stop(string reason) => StopReason ??= reason;

    internal void Cancel()
    {
        IsCancelled |= StopReason is null;
        Stop("cancelled");
    }
}
