namespace Lamina.Recipes;

/// <summary>
/// A recipe whose number is the mean over several networks, of other parts of the data or of other weights at the start. A run keeps one of them, so measuring it again is training them all
/// again.
/// </summary>
public abstract class RepeatedRecipe : Recipe
{
    /// <inheritdoc/>
    public sealed override RecipeResult Train(RecipeRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        RecipeResult result = Repeat(run, keeps: true);
        run.Folder.WriteResult(result);
        return result;
    }

    /// <summary>Trains and measures all networks anew: the kept one can stand for itself alone.</summary>
    public sealed override RecipeResult Evaluate(RecipeRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return Repeat(run, keeps: false);
    }

    /// <summary>Trains and measures each network.</summary>
    /// <param name="run">The run.</param>
    /// <param name="keeps">Whether the first network and its course are left in the run's folder. Otherwise nothing is written, and the result has no seconds.</param>
    protected abstract RecipeResult Repeat(RecipeRun run, bool keeps);
}
