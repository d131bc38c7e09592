namespace Lamina.Recipes;

/// <summary>What is measured on the test part.</summary>
/// <param name="Value">The metric.</param>
/// <param name="Baseline">The metric of who does the least that makes sense, such as to answer the most frequent class of the training part always.</param>
public sealed record RecipeScore(double Value, double Baseline)
{
    /// <summary>What else was measured, by name; null where the metric says it all.</summary>
    public IReadOnlyDictionary<string, double>? Details { get; init; }

    /// <summary>False where the recipe asks for more than the metric, and that was missed.</summary>
    public bool MeetsRest { get; init; } = true;
}
