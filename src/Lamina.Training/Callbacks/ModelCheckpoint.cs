namespace Lamina.Training;

/// <summary>
/// Saves the model after each epoch as <c>last.lamina</c>, and as <c>best.lamina</c> when a value is the best so far. A file is
/// written whole or not at all.
/// </summary>
public sealed class ModelCheckpoint : Callback
{
    readonly Watch _watch;
    readonly bool _best, _last;

    /// <summary>Makes the callback.</summary>
    /// <param name="folder">Where the files stand; made if it is missing.</param>
    /// <param name="monitor">What is followed: <c>val_loss</c> by default, without validation <c>loss</c>.</param>
    /// <param name="saveBest">Whether the best is kept.</param>
    /// <param name="saveLast">Whether the last is kept.</param>
    /// <param name="higherIsBetter">Null to follow the metric; a loss is better lower.</param>
    public ModelCheckpoint(string folder, string? monitor = null, bool saveBest = true, bool saveLast = true, bool? higherIsBetter = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        _watch = new Watch(monitor, higherIsBetter, 0);
        (_best, _last) = (saveBest, saveLast);
        BestPath = Path.Combine(folder, "best.lamina");
        LastPath = Path.Combine(folder, "last.lamina");
    }

    /// <summary>The file of the best epoch.</summary>
    public string BestPath { get; }

    /// <summary>The file of the last epoch.</summary>
    public string LastPath { get; }

    /// <summary>The best value; NaN before the first epoch.</summary>
    public double Best => _watch.Best;

    /// <inheritdoc/>
    protected internal override void BeforeFit(TrainingContext context) => _watch.Reset();

    /// <inheritdoc/>
    protected internal override OrderedDictionary<string, Tensor> StateDict() => new() { [nameof(Best)] = Tensor.From<double>([_watch.Best], []) };

    /// <inheritdoc/>
    protected internal override void LoadStateDict(IReadOnlyDictionary<string, Tensor> state) => _watch.Best = state[nameof(Best)].ToDouble();

    /// <inheritdoc/>
    protected internal override void AfterEpoch(TrainingContext context)
    {
        if (_watch.IsBetter(nameof(ModelCheckpoint), context) && _best)
            context.Model.Save(BestPath);
        if (_last)
            context.Model.Save(LastPath);
    }
}
