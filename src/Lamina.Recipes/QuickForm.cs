namespace Lamina.Recipes;

/// <summary>A short training of a recipe, for tests: at most 20 seconds on two cores. It must be better than the baseline by a margin.</summary>
/// <param name="Settings">Its settings: fewer examples, fewer epochs.</param>
/// <param name="Margin">By how much it must beat <see cref="RecipeResult.Baseline"/>, in the unit of the metric.</param>
public sealed record QuickForm(RecipeSettings Settings, double Margin);
