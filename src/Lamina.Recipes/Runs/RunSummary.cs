namespace Lamina.Recipes;

/// <summary>What <c>lamina runs</c> says of a run.</summary>
/// <param name="Run">The folder.</param>
/// <param name="Recipe">The recipe's name.</param>
/// <param name="State"><c>finished</c>, <c>running</c>, <c>stopped</c> (goes on from a checkpoint) or <c>unbegun</c>.</param>
/// <param name="EpochsDone">Epochs that were finished.</param>
/// <param name="Settings">The settings.</param>
/// <param name="Last">Loss and metrics of the last finished epoch by name, with epoch, learning_rate and seconds.</param>
/// <param name="Result">What it reached on the test part; null until then.</param>
public sealed record RunSummary(string Run, string Recipe, string State, int EpochsDone, RecipeSettings Settings, IReadOnlyDictionary<string, double> Last, RecipeResult? Result)
{
    /// <summary>The summary of a run.</summary>
    /// <exception cref="RecipeException">A file of it is damaged.</exception>
    public static RunSummary Of(RunFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        (Recipe recipe, RecipeSettings settings) = folder.ReadSettings();
        IReadOnlyList<IReadOnlyDictionary<string, double>> epochs = folder.ReadMetrics();
        RecipeResult? result = folder.ReadResult();
        return new RunSummary(
            folder.Path, recipe.Name, folder.State.ToString().ToLowerInvariant(), Math.Max(epochs.Count, result?.Epochs ?? 0), settings,
            epochs.Count > 0 ? epochs[^1] : new Dictionary<string, double>(), result);
    }
}
