namespace Lamina.Recipes;

/// <summary>What <c>settings.json</c> of a run folder holds.</summary>
/// <param name="Recipe">The recipe's name.</param>
/// <param name="Version">The version of Lamina that trained.</param>
/// <param name="Settings">The settings.</param>
/// <param name="Threads">Threads that computed; they change the time, never the bits.</param>
/// <param name="OwnData">Where the data is, for a run on data of one's own.</param>
public sealed record RunSettings(string Recipe, string Version, RecipeSettings Settings, int Threads, OwnData? OwnData = null);
