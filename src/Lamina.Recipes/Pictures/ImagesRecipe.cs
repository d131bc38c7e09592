using Lamina.Pipelines;

namespace Lamina.Recipes.Pictures;

/// <summary>A folder of pictures of one's own, with a folder for each class.</summary>
public sealed class ImagesRecipe : OwnDataRecipe<ImageTask>
{
    /// <summary>A recipe for a folder. It is not read yet.</summary>
    /// <param name="data">The folder.</param>
    public ImagesRecipe(OwnData data)
        : base(data)
    {
    }

    /// <inheritdoc/>
    public override string Task => "tell classes of pictures apart";

    /// <inheritdoc/>
    public override string Metric => Training.Metric.Accuracy.Name;

    /// <inheritdoc/>
    public override string Source => "the baseline: the most frequent class of the training part";

    /// <inheritdoc/>
    public override double Minutes => 2;

    /// <inheritdoc/>
    public override RecipeSettings Defaults => new() { Epochs = Latest.Epochs, BatchSize = ImageTask.BatchSize, LearningRate = 1e-3 };

    /// <inheritdoc/>
    protected override ImageTask Read(RecipeSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return ImageTask.Of(OwnData.Path, settings.Seed, settings.Limit);
    }

    /// <inheritdoc/>
    protected override IEnumerable<ImageTask> ReadFolds(RecipeSettings settings, int folds)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return ImageTask.Folds(OwnData.Path, folds, settings.Seed, settings.Limit);
    }
}
