using System.Text;

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
    bool _isOpen;

    /// <inheritdoc/>
    protected internal override void BeforeFit(TrainingContext context) => _isOpen = false;

    /// <inheritdoc/>
    protected internal override void AfterEpoch(TrainingContext context)
    {
        EpochRecord epoch = context.History.Epochs[^1];
        if (!_isOpen)
            Open(epoch.Epoch);
        using FileStream file = new(path, FileMode.Append, FileAccess.Write, FileShare.Read);
        file.Write(Encoding.UTF8.GetBytes(EpochJson.Of(epoch, context.Step) + "\n"));
        file.Flush(flushToDisk: true);
    }

    void Open(long epoch)
    {
        string[] kept = append && File.Exists(path) ? [.. File.ReadLines(path).Where(line => EpochJson.EpochIn(line) < epoch)] : [];
        AtomicFile.Write(path, file =>
        {
            foreach (string line in kept)
                file.Write(Encoding.UTF8.GetBytes(line + "\n"));
        });
        _isOpen = true;
    }
}
