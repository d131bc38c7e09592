using Lamina.Data.Vision;
using Lamina.NN;
using Lamina.Recipes.Pictures;

namespace Lamina.Recipes.Tests;

/// <summary>A recipe of the book with other data: what it trains, and how, is the recipe's own.</summary>
/// <param name="recipe">The recipe.</param>
/// <param name="open">Its data.</param>
sealed class Behind(PictureRecipe recipe, Func<RecipeRun, PictureData> open) : PictureRecipe
{
    public override string Name => recipe.Name;

    public override string Task => recipe.Task;

    public override string Data => recipe.Data;

    public override double Target => recipe.Target;

    public override string Source => recipe.Source;

    public override double Minutes => recipe.Minutes;

    public override RecipeSettings Defaults => recipe.Defaults;

    public override QuickForm Quick => recipe.Quick;

    public override IReadOnlyList<IPictureTransform> Augmentation => recipe.Augmentation;

    public override Loss BuildLoss() => recipe.BuildLoss();

    public override Module<Tensor, Tensor> BuildModule() => recipe.BuildModule();

    public override Optimizer BuildOptimizer(RecipeSettings settings) => recipe.BuildOptimizer(settings);

    public override PictureData Open(RecipeRun run) => open(run);
}
