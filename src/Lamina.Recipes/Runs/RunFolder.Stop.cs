namespace Lamina.Recipes;

/// <content>Stopping a training from outside, by a file <c>stop</c>.</content>
public sealed partial class RunFolder
{
    static readonly TimeSpan StopPause = TimeSpan.FromMilliseconds(500);

    string StopFile => System.IO.Path.Combine(Path, "stop");

    /// <summary>True if the process that trains this run was asked to stop, and has not yet.</summary>
    public bool IsStopRequested => File.Exists(StopFile);

    /// <summary>Asks the process that trains this run to save and end, as Ctrl-C does; it can go on later.</summary>
    /// <exception cref="RecipeException">No process trains it.</exception>
    public void RequestStop()
    {
        if (State != RunState.Running)
            throw new RecipeException($"No process trains '{Path}'; there is nothing to stop.");
        File.WriteAllText(StopFile, "");
    }

    /// <summary>Listens for requests to stop, until it is disposed of. Hold the folder before.</summary>
    /// <param name="stop">Is called when one comes, on another thread, perhaps more than once.</param>
    public IDisposable HearStops(Action stop)
    {
        ArgumentNullException.ThrowIfNull(stop);
        return new Listener(this, stop);
    }

    sealed class Listener : IDisposable
    {
        readonly RunFolder _folder;
        readonly Timer _timer;

        public Listener(RunFolder folder, Action stop)
        {
            _folder = folder;

            // One that came too late for the training before.
            File.Delete(folder.StopFile);
            _timer = new Timer(_ =>
            {
                if (folder.IsStopRequested)
                    stop();
            }, null, StopPause, StopPause);
        }

        public void Dispose()
        {
            using ManualResetEvent ended = new(false);
            if (_timer.Dispose(ended))
                ended.WaitOne();
            if (Directory.Exists(_folder.Path))
                File.Delete(_folder.StopFile);
        }
    }
}
