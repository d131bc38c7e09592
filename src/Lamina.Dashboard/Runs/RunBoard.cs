using System.Diagnostics;
using System.Text.Json;
using Lamina.Recipes;

namespace Lamina.Dashboard.Runs;

/// <summary>The runs of a folder. Files are looked at once a second at most, however many pages ask, and read only where they changed.</summary>
sealed class RunBoard(DashboardOptions options)
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.9);

    readonly Lock _lock = new();
    Dictionary<string, (int Stamp, RunView View)> _known = [];
    IReadOnlyList<RunView>? _all;
    long _looked;

    /// <summary>The folder that is looked into.</summary>
    public string Folder => options.Runs;

    /// <summary>All runs by name; the same list as before if nothing changed.</summary>
    public IReadOnlyList<RunView> Read()
    {
        lock (_lock)
        {
            if (_all is not null && Stopwatch.GetElapsedTime(_looked) < Pause)
                return _all;
            RunView[] views = [.. Folders().Select(Look)];
            _known = views.ToDictionary(view => view.Folder.Path, view => _known[view.Folder.Path]);
            _looked = Stopwatch.GetTimestamp();
            return _all = _all is not null && _all.SequenceEqual(views, ReferenceEqualityComparer.Instance) ? _all : views;
        }
    }

    /// <summary>The run of a name; null if there is none.</summary>
    public RunView? Find(string name) => Read().FirstOrDefault(run => run.Name == name);

    IEnumerable<RunFolder> Folders()
    {
        try
        {
            return RunFolder.IsRun(Folder) ? [RunFolder.Open(Folder)] : RunFolder.In(Folder);
        }
        catch (Exception error) when (IsOfFiles(error))
        {
            // Removed while it was looked at.
            return [];
        }
    }

    RunView Look(RunFolder folder)
    {
        (int stamp, RunState state) = (0, RunState.Unbegun);
        RunView view;
        try
        {
            // The state last: what was there when it was read is then in the stamp.
            foreach (FileInfo file in new DirectoryInfo(folder.Path).EnumerateFiles().OrderBy(file => file.Name, StringComparer.Ordinal))
                stamp = HashCode.Combine(stamp, file.Name, file.Length, file.LastWriteTimeUtc);
            state = folder.State;
            stamp = HashCode.Combine(stamp, state);
            if (_known.TryGetValue(folder.Path, out (int Stamp, RunView View) known) && known.Stamp == stamp)
                return known.View;
            view = RunFiles.Read(folder, state);
        }
        catch (Exception error) when (IsOfFiles(error))
        {
            view = new RunView(RunFiles.NameOf(folder), folder) { State = state, Problem = error.Message };
        }

        _known[folder.Path] = (stamp, view);
        return view;
    }

    static bool IsOfFiles(Exception error) => error is LaminaException or IOException or UnauthorizedAccessException or JsonException;
}
