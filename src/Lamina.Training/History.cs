using System.Globalization;
using System.Text;

namespace Lamina.Training;

/// <summary>What a training came to, epoch by epoch.</summary>
public sealed class History
{
    readonly List<EpochRecord> _epochs = [];
    readonly List<string> _changes = [];
    readonly List<GuardWarning> _warnings = [];
    readonly IReadOnlyList<Metric> _metrics;

    internal History(IReadOnlyList<Metric> metrics) => _metrics = metrics;

    /// <summary>The epochs that were finished.</summary>
    public IReadOnlyList<EpochRecord> Epochs => _epochs;

    /// <summary>Why training ended before its last epoch; null if it did not.</summary>
    public string? StoppedBecause { get; internal set; }

    /// <summary>Why steps ran op by op and were not replayed; null where they were, or were not to be.</summary>
    public string? EagerBecause { get; internal set; }

    /// <summary>At which epochs a replayed step was no longer what the network does, and what was different.</summary>
    public IReadOnlyList<string> Changes => _changes;

    /// <summary>What the guard of training noticed (<see cref="TrainingGuard"/>).</summary>
    public IReadOnlyList<GuardWarning> Warnings => _warnings;

    /// <summary>The values of a name, one an epoch: <c>history["val_loss"]</c>. NaN where an epoch has none.</summary>
    /// <exception cref="KeyNotFoundException">No epoch has it.</exception>
    public IReadOnlyList<double> this[string name]
    {
        get
        {
            if (!_epochs.Any(epoch => epoch.Metrics.ContainsKey(name)))
                throw new KeyNotFoundException($"'{name}' was not measured. Measured were: {string.Join(", ", _epochs.SelectMany(epoch => epoch.Metrics.Keys).Distinct())}.");
            return [.. _epochs.Select(epoch => epoch.Metrics.TryGetValue(name, out double value) ? value : double.NaN)];
        }
    }

    /// <summary>A line for each epoch.</summary>
    public override string ToString()
    {
        StringBuilder text = new();
        foreach (EpochRecord epoch in _epochs)
            text.Append(CultureInfo.InvariantCulture, $"epoch {epoch.Epoch}: {MetricValues.Line(epoch.Metrics, _metrics)} ({epoch.Duration.TotalSeconds:0.0} s)\n");
        if (StoppedBecause is { } reason)
            text.Append(CultureInfo.InvariantCulture, $"stopped: {reason}\n");
        return text.ToString().TrimEnd('\n');
    }

    internal void Add(EpochRecord epoch) => _epochs.Add(epoch);

    internal void AddChange(string change) => _changes.Add(change);

    internal void AddWarning(GuardWarning warning) => _warnings.Add(warning);
}
