using Lamina.Data;

namespace Lamina.Recipes;

/// <summary>One run of a recipe: where it writes, with which settings, and how it is watched and stopped.</summary>
/// <param name="Folder">The run's folder.</param>
/// <param name="Settings">The settings.</param>
/// <param name="Data">Where data sets are looked for.</param>
/// <param name="Verbose">True to show progress.</param>
/// <param name="Cancellation">Asks the run to stop after the step it is in.</param>
public sealed record RecipeRun(RunFolder Folder, RecipeSettings Settings, DataFolders Data, bool Verbose, CancellationToken Cancellation);
