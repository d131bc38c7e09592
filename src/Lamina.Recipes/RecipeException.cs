namespace Lamina.Recipes;

/// <summary>A recipe or a run folder cannot be used as asked.</summary>
/// <param name="message">What broke, what came, and what to do.</param>
public sealed class RecipeException(string message) : LaminaException(message);
