using System.Globalization;

namespace Lamina.Training;

/// <summary>
/// Writes a line of comma-separated values for each epoch: epoch, learning_rate, seconds, then loss and metrics. Lines are on the
/// disk when the epoch is over. A file that is there is continued if it has the same columns.
/// </summary>
/// <param name="path">The file; its folder is made if it is missing.</param>
/// <param name="append">False to begin the file anew.</param>
public sealed class CsvLog(string path, bool append = true) : Callback
{
    const string Length = "length";

    StreamWriter? _writer;
    string[] _columns = [];

    /// <inheritdoc/>
    protected internal override OrderedDictionary<string, Tensor> StateDict() => new() { [Length] = Tensor.From<long>([File.Exists(path) ? new FileInfo(path).Length : 0], []) };

    // Lines of epochs that are to be trained again go.
    /// <inheritdoc/>
    protected internal override void LoadStateDict(IReadOnlyDictionary<string, Tensor> state)
    {
        Close();
        long length = state[Length].ToArray<long>()[0];
        if (!File.Exists(path) || new FileInfo(path).Length <= length)
            return;
        using FileStream file = new(path, FileMode.Open, FileAccess.Write, FileShare.Read);
        file.SetLength(length);
    }

    /// <inheritdoc/>
    protected internal override void AfterEpoch(TrainingContext context)
    {
        _writer ??= Open(context);
        EpochRecord epoch = context.History.Epochs[^1];
        IEnumerable<double> values = [epoch.Epoch, epoch.LearningRate, Math.Round(epoch.Duration.TotalSeconds, 3), .. _columns.Select(column => context.Logs.TryGetValue(column, out double value) ? value : double.NaN)];
        _writer.WriteLine(string.Join(',', values.Select(value => value.ToString("R", CultureInfo.InvariantCulture))));
        _writer.Flush();
    }

    /// <inheritdoc/>
    protected internal override void AfterFit(TrainingContext context) => Close();

    /// <inheritdoc/>
    protected internal override void AfterError(TrainingContext context) => Close();

    StreamWriter Open(TrainingContext context)
    {
        _columns = [.. context.Logs.Keys];
        string header = string.Join(',', ["epoch", "learning_rate", "seconds", .. _columns]);
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
            Directory.CreateDirectory(folder);
        bool continues = append && File.Exists(path) && new FileInfo(path).Length > 0;
        if (continues && File.ReadLines(path).First() is var there && there != header)
            throw new IOException($"{path} has the columns {there}, but this training logs {header}. Take another file, or `append: false`.");
        StreamWriter writer = new(new FileStream(path, continues ? FileMode.Append : FileMode.Create, FileAccess.Write, FileShare.Read)) { NewLine = "\n" };
        if (!continues)
            writer.WriteLine(header);
        return writer;
    }

    void Close()
    {
        _writer?.Dispose();
        _writer = null;
    }
}
