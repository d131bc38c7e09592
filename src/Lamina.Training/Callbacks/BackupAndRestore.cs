using System.Diagnostics;

namespace Lamina.Training;

/// <summary>
/// Makes a training survive its process: everything is saved at each epoch's end, and every half a minute within one, and the same
/// <c>Fit</c>, called again after a crash, goes on at the step that was saved and comes to the same bits as if nothing had happened.
/// </summary>
/// <remarks>
/// <para>As Keras' <c>BackupAndRestore</c>, with a place within the epoch, the random numbers, the metrics so far and what the other callbacks
/// keep (<see cref="Callback.StateDict"/>). Called for 10 epochs and broken off in the fourth, <c>Fit(…, epochs: 10)</c> in a new process trains what is
/// missing of the 10. <see cref="Model.Load"/> reads the file too; epochs are then counted from there.</para>
/// <para>A training that is cancelled saves before it ends. A file is written whole or not at all, and holds checksums. A backup that is
/// behind the model is not taken.</para>
/// <code>model.Fit(data, epochs: 10, callbacks: [new EarlyStopping(), new BackupAndRestore("backup")]);</code>
/// </remarks>
public sealed class BackupAndRestore : Callback
{
    const string Name = "backup.lamina";

    static readonly TimeSpan HalfAMinute = TimeSpan.FromSeconds(30);

    readonly Stopwatch _since = new();
    readonly string _folder;
    readonly TimeSpan _interval;
    readonly bool _deleteAtEnd;
    readonly Action<TrainingPosition>? _restored;

    /// <summary>Makes the callback.</summary>
    /// <param name="folder">Where <c>backup.lamina</c> stands; made if it is missing. One folder for each training.</param>
    /// <param name="interval">How long after a backup the next is due within an epoch; 30 seconds if null, after each step if zero.</param>
    /// <param name="deleteAtEnd">Whether the file is removed when all epochs are trained, or a callback stopped training.</param>
    /// <param name="restored">Is told where training goes on, when it does.</param>
    public BackupAndRestore(string folder, TimeSpan? interval = null, bool deleteAtEnd = true, Action<TrainingPosition>? restored = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        ArgumentOutOfRangeException.ThrowIfLessThan(interval ?? HalfAMinute, TimeSpan.Zero, nameof(interval));
        (_folder, _interval, _deleteAtEnd, _restored) = (folder, interval ?? HalfAMinute, deleteAtEnd, restored);
        Path = PathIn(folder);
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The file of a folder, there or not.</summary>
    /// <param name="folder">The folder.</param>
    public static string PathIn(string folder) => System.IO.Path.Combine(folder, Name);

    /// <inheritdoc/>
    protected internal override void BeforeFit(TrainingContext context) => _since.Restart();

    /// <inheritdoc/>
    protected internal override void AfterBatch(TrainingContext context)
    {
        if (!context.AwaitsUpdate && _since.Elapsed >= _interval)
            Save(context);
    }

    /// <inheritdoc/>
    protected internal override void AfterEpoch(TrainingContext context) => Save(context);

    /// <inheritdoc/>
    protected internal override void AfterFit(TrainingContext context)
    {
        if (_deleteAtEnd && !context.IsCancelled && File.Exists(Path))
            File.Delete(Path);
    }

    internal void Save(TrainingContext context)
    {
        context.Model.Write(Path, FitState.Of(context));
        _since.Restart();
    }

    internal void Restore(Model model)
    {
        // A process that was killed while it wrote has left a part.
        if (Directory.Exists(_folder))
        {
            foreach (string part in Directory.EnumerateFiles(_folder, $".{Name}.*.tmp"))
                File.Delete(part);
        }

        if (!File.Exists(Path))
            return;
        ModelReader backup = new(Path);
        if (backup.Position.Step < model.Position.Step)
            return;
        backup.ReadInto(model);
        _restored?.Invoke(model.Position);
    }
}
