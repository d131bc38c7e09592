using Lamina.Data;
using Lamina.Data.Vision;
using Lamina.NN;
using Lamina.Training;

namespace Lamina.Recipes.Pictures;

/// <summary>Classification of pictures, augmented where the recipe says so: a twelfth of the training part validates, if it says nothing else.</summary>
public abstract class PictureRecipe : FitRecipe
{
    /// <inheritdoc/>
    public override string Metric => "accuracy";

    /// <inheritdoc/>
    public override Shape InputShape => [1, 28, 28];

    /// <inheritdoc/>
    public override IReadOnlyList<string> ClassNames { get; } = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

    /// <summary>What is done to a picture whenever it is trained on, drawn anew in each epoch on the threads that make batches; nothing by default.</summary>
    public virtual IReadOnlyList<IPictureTransform> Augmentation => [];

    /// <summary>The share of the training part that is held out for choosing the best weights.</summary>
    protected virtual double ValidationShare => 1.0 / 12;

    /// <summary>Opens the data set: the training part at once, the test part only when it is asked for.</summary>
    public abstract PictureData Open(RecipeRun run);

    /// <summary>The optimizer, without parameters yet.</summary>
    public virtual Optimizer BuildOptimizer(RecipeSettings settings) => new Adam(settings.LearningRate);

    /// <summary>What training makes small: the cross-entropy of logits, if the recipe says nothing else.</summary>
    public virtual Loss BuildLoss() => Loss.SparseCategoricalCrossEntropy(fromLogits: true);

    /// <inheritdoc/>
    public abstract override Module<Tensor, Tensor> BuildModule();

    /// <inheritdoc/>
    public sealed override Model BuildModel(RecipeSettings settings) =>
        BuildModule().Compile(BuildOptimizer(settings), BuildLoss(), Training.Metric.Accuracy);

    /// <inheritdoc/>
    public sealed override RecipeData OpenParts(RecipeRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        PictureData data = Open(run);
        ArrayDataset all = run.Settings.Limit > 0 ? data.Train.Take(run.Settings.Limit) : data.Train;
        (ArrayDataset train, ArrayDataset validation) = all.Split(ValidationShare, run.Settings.Seed);
        IDataset learnt = Augmentation is { Count: > 0 } transforms ? new AugmentedPictures(train, run.Settings.Seed, transforms) : train;
        return new RecipeData(learnt, validation, data.Test);
    }

    /// <inheritdoc/>
    protected override RecipeScore Score(RecipeRun run, Model model, RecipeData data, IDataset part)
    {
        ArgumentNullException.ThrowIfNull(data);
        return new RecipeScore(Measure(run, model, part), Baselines.MostFrequent(data.Train is AugmentedPictures { Plain: var plain } ? plain : data.Train, part));
    }
}
