using Lamina.Data;
using Lamina.NN;
using Lamina.Training;

namespace Lamina.Recipes.Pictures;

/// <summary>Classification of pictures: a twelfth of the training part validates.</summary>
public abstract class PictureRecipe : FitRecipe
{
    /// <summary>The share of the training part that is held out for choosing the best weights.</summary>
    const double ValidationShare = 1.0 / 12;

    /// <inheritdoc/>
    public override string Metric => "accuracy";

    /// <inheritdoc/>
    public override Shape InputShape => [1, 28, 28];

    /// <inheritdoc/>
    public override IReadOnlyList<string> ClassNames { get; } = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

    /// <summary>Opens the data set: the training part at once, the test part only when it is asked for.</summary>
    public abstract PictureData Open(RecipeRun run);

    /// <summary>The optimizer, without parameters yet.</summary>
    public virtual Optimizer BuildOptimizer(RecipeSettings settings) => new Adam(settings.LearningRate);

    /// <inheritdoc/>
    public abstract override Module<Tensor, Tensor> BuildModule();

    /// <inheritdoc/>
    public sealed override Model BuildModel(RecipeSettings settings) =>
        BuildModule().Compile(BuildOptimizer(settings), Loss.SparseCategoricalCrossEntropy(fromLogits: true), Training.Metric.Accuracy);

    /// <inheritdoc/>
    public sealed override RecipeData OpenParts(RecipeRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        PictureData data = Open(run);
        ArrayDataset all = run.Settings.Limit > 0 ? data.Train.Take(run.Settings.Limit) : data.Train;
        (ArrayDataset train, ArrayDataset validation) = all.Split(ValidationShare, run.Settings.Seed);
        return new RecipeData(train, validation, data.Test);
    }

    /// <inheritdoc/>
    protected override RecipeScore Score(RecipeRun run, Model model, RecipeData data, IDataset part)
    {
        ArgumentNullException.ThrowIfNull(data);
        return new RecipeScore(Measure(run, model, part), Baselines.MostFrequent(data.Train, part));
    }
}
