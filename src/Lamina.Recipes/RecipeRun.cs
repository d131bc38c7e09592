using Lamina.Data;
using Lamina.Training;

namespace Lamina.Recipes;

/// <summary>One run of a recipe: where it writes, with which settings, and how it is watched and stopped.</summary>
/// <param name="Folder">The run's folder.</param>
/// <param name="Settings">The settings.</param>
/// <param name="Data">The parent folder of data sets, the only one looked in; null for <c>LAMINA_DATA</c> and the cache.</param>
/// <param name="Verbose">True to show progress.</param>
/// <param name="Cancellation">Asks the run to stop: a download at once, training and evaluation after the step they are in.</param>
/// <param name="Download">Is told of the bytes of a data set that is downloaded.</param>
/// <param name="CheckpointEvery">How long after a checkpoint the next is due within an epoch; 30 seconds if null.</param>
/// <param name="Resumed">Is told where training goes on, when it does.</param>
/// <param name="MeasuresTest">False to leave the test part alone, as where settings are compared: the result is then the best value of the validation part.</param>
public sealed record RecipeRun(
    RunFolder Folder, RecipeSettings Settings, string? Data, bool Verbose, CancellationToken Cancellation, IProgress<DownloadProgress>? Download = null,
    TimeSpan? CheckpointEvery = null, Action<TrainingPosition>? Resumed = null, bool MeasuresTest = true)
{
    /// <summary>What saves the training in the run's folder, and goes on from there. A recipe gives it to <c>Fit</c>.</summary>
    public BackupAndRestore Backup() => new(Folder.Checkpoints, CheckpointEvery, deleteAtEnd: false, Resumed);
}
