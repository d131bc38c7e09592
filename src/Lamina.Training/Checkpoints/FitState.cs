using System.Globalization;
using System.Text.Json.Nodes;
using Lamina.Formats;

namespace Lamina.Training;

/// <summary>What a <c>Fit</c> has besides its model, for one that was broken off to go on: the history, the metrics of the epoch that runs, and what callbacks keep.</summary>
/// <param name="Epochs">The epochs that were finished.</param>
/// <param name="Changes">See <see cref="History.Changes"/>.</param>
/// <param name="Warnings">See <see cref="History.Warnings"/>.</param>
/// <param name="StopReason">Why a callback stopped training; null if none did.</param>
/// <param name="EagerBecause">See <see cref="History.EagerBecause"/>.</param>
/// <param name="Samples">Samples of the epoch that runs.</param>
/// <param name="Elapsed">Time that was trained of it.</param>
/// <param name="Tensors">The meter under <c>meter.</c>, callbacks under <c>callbacks.</c>, values of epochs under <c>history.</c></param>
internal sealed record FitState(
    IReadOnlyList<EpochRecord> Epochs, IReadOnlyList<string> Changes, IReadOnlyList<GuardWarning> Warnings, string? StopReason, string? EagerBecause, long Samples, TimeSpan Elapsed,
    OrderedDictionary<string, Tensor> Tensors)
{
    const string MeterPrefix = "meter.", HistoryPrefix = "history.";

    public static FitState Of(TrainingContext context)
    {
        History history = context.History;
        OrderedDictionary<string, Tensor> tensors = [];
        bool isWithin = context.Model.Position.Batch > 0;
        if (isWithin)
            Add(tensors, MeterPrefix, context.Model.TrainingMeter.StateDict());
        foreach ((string prefix, Callback callback) in Named(context.Callbacks))
            Add(tensors, prefix, callback.StateDict());
        for (int i = 0; i < history.Epochs.Count; i++)
            tensors.Add(HistoryPrefix + Text(i), Values(history.Epochs[i]));
        return new FitState(
            history.Epochs, history.Changes, history.Warnings, context.IsCancelled ? null : context.StopReason, history.EagerBecause,
            isWithin ? context.Progress.Samples : 0, isWithin ? context.Progress.Elapsed : TimeSpan.Zero, tensors);
    }

    /// <summary>Gives callbacks and history what they had. A callback that was not there begins anew.</summary>
    public void Restore(TrainingContext context)
    {
        foreach (EpochRecord epoch in Epochs)
            context.History.Add(epoch);
        context.History.EagerBecause = EagerBecause;
        foreach (string change in Changes)
            context.History.AddChange(change);
        foreach (GuardWarning warning in Warnings)
            context.History.AddWarning(warning);
        foreach ((string prefix, Callback callback) in Named(context.Callbacks))
            Load(callback.GetType().Name, prefix, callback.LoadStateDict);
    }

    /// <summary>Gives the meter what it had measured in the epoch.</summary>
    public void Restore(Meter meter)
    {
        meter.Reset();
        Load("the metrics of the epoch", MeterPrefix, meter.LoadStateDict);
    }

    public JsonObject Write() => new()
    {
        ["epochs"] = new JsonArray([.. Epochs.Select(epoch => (JsonNode)new JsonObject
        {
            ["epoch"] = epoch.Epoch,
            ["samples"] = epoch.Samples,
            ["ticks"] = epoch.Duration.Ticks,
            ["metrics"] = Numbers.Json(epoch.Metrics.Keys),
        })]),
        ["changes"] = Numbers.Json(Changes),
        ["warnings"] = new JsonArray([.. Warnings.Select(warning => (JsonNode)new JsonObject { ["rule"] = warning.Rule, ["step"] = warning.Step, ["message"] = warning.Message })]),
        ["stopped"] = StopReason,
        ["eager"] = EagerBecause,
        ["samples"] = Samples,
        ["ticks"] = Elapsed.Ticks,
    };

    /// <exception cref="FileFormatException">The description and the tensors are not of one training.</exception>
    public static FitState Read(Described description, OrderedDictionary<string, Tensor> tensors)
    {
        IReadOnlyList<Described> epochs = description.Objects("epochs");
        return new FitState(
            [.. epochs.Select((epoch, i) => ReadEpoch(epoch, tensors.GetValueOrDefault(HistoryPrefix + Text(i))))],
            description.Texts("changes"),
            description.Has("warnings") ? [.. description.Objects("warnings").Select(warning => new GuardWarning(warning.Text("rule"), warning.Long("step", 0), warning.Text("message")))] : [],
            description.Has("stopped") ? description.Text("stopped") : null,
            description.Has("eager") ? description.Text("eager") : null,
            description.Long("samples", 0),
            TimeSpan.FromTicks(description.Long("ticks", 0)),
            tensors);
    }

    static EpochRecord ReadEpoch(Described epoch, Tensor? values)
    {
        IReadOnlyList<string> names = epoch.Texts("metrics");
        if (values is null || values.Count != names.Count + 1)
            throw epoch.Fault("its values are missing or of another number");
        double[] numbers = values.ToArray<double>();
        OrderedDictionary<string, double> metrics = [];
        for (int i = 0; i < names.Count; i++)
            metrics[names[i]] = numbers[i + 1];
        return new EpochRecord(epoch.Long("epoch", 1), metrics, numbers[0], TimeSpan.FromTicks(epoch.Long("ticks", 0)), epoch.Long("samples", 0));
    }

    void Load(string who, string prefix, Action<IReadOnlyDictionary<string, Tensor>> load)
    {
        if (Under(prefix) is not { Count: > 0 } state)
            return;
        try
        {
            load(state);
        }
        catch (Exception error) when (error is KeyNotFoundException or ArgumentException or IndexOutOfRangeException or InvalidOperationException or LaminaException)
        {
            throw new TrainingException($"What was saved of {who} is not what it keeps: {error.Message.TrimEnd('.')}. Go on with the program that was broken off, or remove the file to begin anew.", error);
        }
    }

    // JSON has no NaN, and tensors have every bit.
    static Tensor Values(EpochRecord epoch) => Tensor.From<double>([epoch.LearningRate, .. epoch.Metrics.Values], [epoch.Metrics.Count + 1]);

    // By class, and the place among those of it: others may come and go between.
    static IEnumerable<(string Prefix, Callback Callback)> Named(IReadOnlyList<Callback> callbacks) => callbacks
        .GroupBy(callback => callback.GetType().Name)
        .SelectMany(group => group.Select((callback, i) => ($"callbacks.{group.Key}.{Text(i)}.", callback)));

    static void Add(OrderedDictionary<string, Tensor> tensors, string prefix, OrderedDictionary<string, Tensor> own)
    {
        foreach ((string key, Tensor tensor) in own)
            tensors.Add(prefix + key, tensor);
    }

    Dictionary<string, Tensor> Under(string prefix) =>
        Tensors.Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(pair => pair.Key[prefix.Length..], pair => pair.Value);

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
