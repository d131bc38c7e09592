using System.Text.Json;
using Lamina.Pipelines;
using Lamina.Training;

namespace Lamina.Recipes;

/// <content>Going on with a run that was broken off.</content>
public sealed partial class RunFolder
{
    /// <summary>Where the state of the training is saved while it runs.</summary>
    public string Checkpoints => System.IO.Path.Combine(Path, "checkpoints");

    /// <summary>True if training can go on where it was saved.</summary>
    public bool HasCheckpoint => File.Exists(BackupAndRestore.PathIn(Checkpoints));

    /// <summary>How the run stands.</summary>
    public RunState State
    {
        get
        {
            if (File.Exists(ResultFile))
                return RunState.Finished;
            if (IsHeld())
                return RunState.Running;
            return HasCheckpoint ? RunState.Stopped : RunState.Unbegun;
        }
    }

    string EnvironmentFile => System.IO.Path.Combine(Path, "environment.json");

    string LogFile => System.IO.Path.Combine(Path, "log.txt");

    string LockFile => System.IO.Path.Combine(Path, ".lock");

    /// <summary>True if the folder has the settings of a run.</summary>
    public static bool IsRun(string path) => File.Exists(new RunFolder(path).SettingsFile);

    /// <summary>Keeps other processes from training this run, until it is disposed of or the process ends, however it ends.</summary>
    /// <exception cref="RecipeException">Another process trains it.</exception>
    public IDisposable Hold()
    {
        try
        {
            return new FileStream(LockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (IOException) when (IsHeld())
        {
            throw new RecipeException($"'{Path}' is being trained by another process. End that one first, or let it finish.");
        }
    }

    /// <summary>
    /// Makes ready to go on: what a process that was killed has left half written goes, and without a checkpoint all that was
    /// trained. Hold the folder before.
    /// </summary>
    /// <returns>True if there is a checkpoint to go on from.</returns>
    public bool GoOn()
    {
        RemoveParts();
        Note(HasCheckpoint ? "going on from the checkpoint" : "beginning anew: there is no checkpoint");
        if (HasCheckpoint)
            return true;
        foreach (string file in (string[])[.. Pipeline.Files.Select(name => System.IO.Path.Combine(Path, name)), Metrics, MetricLines, Warnings, LastGradients, LastWeights, BestWeights])
            File.Delete(file);
        return false;
    }

    /// <summary>The result; null if the run is not finished.</summary>
    /// <exception cref="RecipeException">The file is damaged.</exception>
    public RecipeResult? ReadResult()
    {
        if (!File.Exists(ResultFile))
            return null;
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(ResultFile), RecipeJson.Default.RecipeResult);
        }
        catch (JsonException error)
        {
            throw new RecipeException($"'{ResultFile}' is damaged: {error.Message} Put it back as it was, or train again.");
        }
    }

    /// <summary>Adds a line with the time to <c>log.txt</c>.</summary>
    public void Note(string line) => File.AppendAllText(LogFile, $"{DateTimeOffset.UtcNow:yyyy-MM-ddTHH:mm:ssZ} {line}\n");

    bool IsHeld()
    {
        if (!File.Exists(LockFile))
            return false;
        try
        {
            using FileStream file = new(LockFile, FileMode.Open, FileAccess.Read, FileShare.Read);
            return false;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    // What writing whole files leaves when the process is killed.
    void RemoveParts()
    {
        foreach (string folder in (string[])[Path, Checkpoints])
        {
            if (!Directory.Exists(folder))
                continue;
            foreach (string part in Directory.EnumerateFiles(folder, ".*.tmp"))
                File.Delete(part);
        }

        if (Directory.Exists(Path))
            File.Delete(StopFile);
    }
}
