namespace Lamina.Training;

/// <summary>
/// Writes a line of JSON for each epoch, as in <c>metrics.jsonl</c>: epoch, step, learning_rate, seconds, samples, then loss and metrics; NaN and infinity
/// are null. A line is on the disk when its epoch is over.
/// </summary>
/// <remarks>
/// A file that is there is continued: lines of epochs that are trained again, after a return to an older checkpoint, go, and so does half a line that a crash left.
/// </remarks>
/// <param name="path">The file; its folder is made if it is missing.</param>
/// <param name="append">False to begin the file anew.</param>
public sealed class JsonLog(string path, bool append = true) : Callback
{
    readonly JsonLineFile _file = new(path);
    bool _isOpen;

    /// <inheritdoc/>
    protected internal override void BeforeFit(TrainingContext context) => _isOpen = false;

    /// <inheritdoc/>
    protected internal override void AfterEpoch(TrainingContext context)
    {
        EpochRecord epoch = context.History.Epochs[^1];
        if (!_isOpen)
            _file.KeepBelow("epoch", append ? epoch.Epoch : 0);
        _isOpen = true;
        _file.Add(EpochJson.Of(epoch, context.Step));
    }
}
