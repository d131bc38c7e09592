using System.Globalization;

namespace Lamina.Training;

/// <summary>
/// Saves the model after each epoch as <c>last.lamina</c>, as <c>best.lamina</c> when a value is the best so far, and every few epochs under the
/// epoch's number. A file is written whole or not at all.
/// </summary>
public sealed class ModelCheckpoint : Callback
{
    const string NumberedPrefix = "epoch-", Extension = ".lamina";

    readonly Watch _watch;
    readonly bool _best, _last;
    readonly int _every, _keep;
    readonly string _folder;

    /// <summary>Makes the callback.</summary>
    /// <param name="folder">Where the files stand; made if it is missing.</param>
    /// <param name="monitor">What is followed: <c>val_loss</c> by default, without validation <c>loss</c>.</param>
    /// <param name="saveBest">Whether the best is kept.</param>
    /// <param name="saveLast">Whether the last is kept.</param>
    /// <param name="higherIsBetter">Null to follow the metric; a loss is better lower.</param>
    /// <param name="every">Every how many epochs a file of its own is written, <c>epoch-00010.lamina</c>; 0 for none.</param>
    /// <param name="keep">How many of these are kept, the newest; 0 for all.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative.</exception>
    public ModelCheckpoint(string folder, string? monitor = null, bool saveBest = true, bool saveLast = true, bool? higherIsBetter = null, int every = 0, int keep = 0)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        ArgumentOutOfRangeException.ThrowIfNegative(every);
        ArgumentOutOfRangeException.ThrowIfNegative(keep);
        _watch = new Watch(monitor, higherIsBetter, 0);
        (_best, _last, _every, _keep, _folder) = (saveBest, saveLast, every, keep, folder);
        BestPath = Path.Combine(folder, "best" + Extension);
        LastPath = Path.Combine(folder, "last" + Extension);
    }

    /// <summary>The file of the best epoch.</summary>
    public string BestPath { get; }

    /// <summary>The file of the last epoch.</summary>
    public string LastPath { get; }

    /// <summary>The best value; NaN before the first epoch.</summary>
    public double Best => _watch.Best;

    /// <summary>The file of an epoch of its own.</summary>
    /// <param name="epoch">The epoch, from 1.</param>
    public string PathOf(long epoch) => Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"{NumberedPrefix}{epoch:00000}{Extension}"));

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
        if (_every > 0 && context.Epoch % _every == 0)
        {
            context.Model.Save(PathOf(context.Epoch));
            RemoveOld();
        }
    }

    void RemoveOld()
    {
        if (_keep == 0)
            return;
        string[] files = [.. Directory.EnumerateFiles(_folder, NumberedPrefix + "*" + Extension).OrderDescending(StringComparer.Ordinal)];
        foreach (string file in files.Skip(_keep))
            File.Delete(file);
    }
}
