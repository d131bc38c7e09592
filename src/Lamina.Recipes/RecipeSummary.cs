namespace Lamina.Recipes;

/// <summary>What <c>lamina recipes</c> says of a recipe.</summary>
/// <param name="Recipe">The name.</param>
/// <param name="Task">What is learnt.</param>
/// <param name="Data">The data set.</param>
/// <param name="Metric">What is measured.</param>
/// <param name="Direction"><c>higher</c> or <c>lower</c>.</param>
/// <param name="Target">What must be reached.</param>
/// <param name="Source">Where the target comes from.</param>
/// <param name="Minutes">About how long it takes on two cores.</param>
public sealed record RecipeSummary(string Recipe, string Task, string Data, string Metric, string Direction, double Target, string Source, double Minutes)
{
    /// <summary>The summary of a recipe.</summary>
    public static RecipeSummary Of(Recipe recipe) =>
        new(recipe.Name, recipe.Task, recipe.Data, recipe.Metric, recipe.Direction.ToString().ToLowerInvariant(), recipe.Target, recipe.Source, recipe.Minutes);
}
