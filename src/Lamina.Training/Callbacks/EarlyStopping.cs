namespace Lamina.Training;

/// <summary>Ends training when a value has not become better for a number of epochs.</summary>
public sealed class EarlyStopping : Callback
{
    const string Weights = "weights.";

    readonly Watch _watch;
    readonly int _patience;
    readonly bool _restoreBest;
    OrderedDictionary<string, Tensor>? _best;
    int _waited;

    /// <summary>Makes the callback.</summary>
    /// <param name="monitor">What is followed: <c>val_loss</c> by default, without validation <c>loss</c>.</param>
    /// <param name="patience">How many epochs may pass without a better value.</param>
    /// <param name="minDelta">By how much a value must be better to count.</param>
    /// <param name="restoreBest">
    /// True to give the model the weights of its best epoch at the end, those of <see cref="Model.Average"/> where it has one, since they were measured; that average begins anew then. Optimizer and position stay as they are.
    /// </param>
    /// <param name="higherIsBetter">Null to follow the metric; a loss is better lower.</param>
    public EarlyStopping(string? monitor = null, int patience = 3, double minDelta = 0, bool restoreBest = true, bool? higherIsBetter = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(patience);
        ArgumentOutOfRangeException.ThrowIfNegative(minDelta);
        _watch = new Watch(monitor, higherIsBetter, minDelta);
        (_patience, _restoreBest) = (patience, restoreBest);
    }

    /// <summary>The best value; NaN before the first epoch.</summary>
    public double Best => _watch.Best;

    /// <summary>The epoch of the best value, from 1; 0 before the first.</summary>
    public long BestEpoch { get; private set; }

    /// <inheritdoc/>
    protected internal override void BeforeFit(TrainingContext context)
    {
        _watch.Reset();
        (_best, _waited, BestEpoch) = (null, 0, 0);
    }

    /// <inheritdoc/>
    protected internal override OrderedDictionary<string, Tensor> StateDict()
    {
        OrderedDictionary<string, Tensor> state = new()
        {
            [nameof(Best)] = Tensor.From<double>([Best], []),
            [nameof(BestEpoch)] = Tensor.From<long>([BestEpoch], []),
            ["Waited"] = Tensor.From<long>([_waited], []),
        };
        foreach ((string key, Tensor tensor) in _best ?? [])
            state.Add(Weights + key, tensor);
        return state;
    }

    /// <inheritdoc/>
    protected internal override void LoadStateDict(IReadOnlyDictionary<string, Tensor> state)
    {
        _watch.Best = state[nameof(Best)].ToDouble();
        (BestEpoch, _waited) = ((long)state[nameof(BestEpoch)].ToDouble(), (int)state["Waited"].ToDouble());
        OrderedDictionary<string, Tensor> best = [];
        foreach ((string key, Tensor tensor) in state)
        {
            if (key.StartsWith(Weights, StringComparison.Ordinal))
                best.Add(key[Weights.Length..], tensor);
        }

        _best = best.Count > 0 ? best : null;
    }

    /// <inheritdoc/>
    protected internal override void AfterEpoch(TrainingContext context)
    {
        if (_watch.IsBetter(nameof(EarlyStopping), context))
        {
            _waited = 0;
            BestEpoch = context.Epoch;
            if (_restoreBest)
                _best = Copy(context.Model);
        }
        else if (++_waited >= _patience)
        {
            context.Stop($"{_watch.NameIn(context)} was best in epoch {BestEpoch} and has not become better in {_waited} epochs");
        }
    }

    /// <inheritdoc/>
    protected internal override void AfterFit(TrainingContext context)
    {
        // Of averaged weights the last ones too, so that it does not matter whether the best epoch was the last.
        if (_best is { } best && (BestEpoch != context.Epoch || context.Model.Average is not null))
        {
            context.Model.Module.LoadStateDict(best);
            context.Model.Average?.Restart();
        }

        _best = null;
    }

    static OrderedDictionary<string, Tensor> Copy(Model model)
    {
        OrderedDictionary<string, Tensor> copy = [];
        using (Gradients.Off())
        using (model.Average?.Apply())
        {
            foreach ((string key, Tensor tensor) in model.Module.StateDict())
                copy.Add(key, tensor.Clone());
        }

        return copy;
    }
}
