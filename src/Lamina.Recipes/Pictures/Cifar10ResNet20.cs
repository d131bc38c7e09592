using Lamina.Data;
using Lamina.Data.Vision;
using Lamina.Models.Vision;
using Lamina.NN;
using Lamina.Training;

namespace Lamina.Recipes.Pictures;

/// <summary>ResNet-20 on coloured pictures of ten things, learnt from a fifth of CIFAR-10's training part, augmented.</summary>
public sealed class Cifar10ResNet20 : PictureRecipe
{
    // The part of the set that is at hand; with the whole of it the same would be another number.
    const int TrainCount = 10_000, TestCount = 1_000;

    /// <inheritdoc/>
    public override string Name => "cifar10-resnet20";

    /// <inheritdoc/>
    public override string Task => "classify 32×32 coloured pictures of ten things";

    /// <inheritdoc/>
    public override string Data => "cifar10";

    /// <inheritdoc/>
    public override double Target => 0.80;

    /// <inheritdoc/>
    public override string Source =>
        "a target of this project for 10,000 training pictures and 1,000 test pictures of CIFAR-10; on all 50,000 + 10,000 He, Zhang, Ren and Sun (2015), table 6, have 91.25 % with the same network";

    /// <inheritdoc/>
    public override double Minutes => 60;

    /// <inheritdoc/>
    public override Shape InputShape => [3, 32, 32];

    /// <inheritdoc/>
    public override IReadOnlyList<string> ClassNames => Cifar10.ClassNames;

    /// <inheritdoc/>
    public override RecipeSettings Defaults => new() { Epochs = 100, BatchSize = 64, LearningRate = 0.1 };

    /// <inheritdoc/>
    public override QuickForm Quick => new(Defaults with { Epochs = 3, Limit = 1000, BatchSize = 16, LearningRate = 0.03 }, Margin: 0.06);

    /// <inheritdoc/>
    public override IReadOnlyList<IPictureTransform> Augmentation { get; } = [new RandomCrop(32, padding: 4), new RandomHorizontalFlip(), new TrivialAugmentWide()];

    /// <inheritdoc/>
    protected override double ValidationShare => 1.0 / 20;

    /// <summary>The loss chooses the epoch: on few pictures it says more than the accuracy.</summary>
    /// <param name="model">The model.</param>
    protected override string Monitor(Model model) => "val_loss";

    /// <inheritdoc/>
    protected override MetricDirection MonitorDirection => MetricDirection.Lower;

    /// <inheritdoc/>
    public override Optimizer BuildOptimizer(RecipeSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new Sgd(settings.LearningRate, momentum: 0.9, nesterov: true, weightDecay: 5e-4);
    }

    /// <inheritdoc/>
    public override Loss BuildLoss() => Loss.CrossEntropy(labelSmoothing: 0.1);

    /// <inheritdoc/>
    public override Module<Tensor, Tensor> BuildModule() => new ResNet20();

    /// <inheritdoc/>
    public override PictureData Open(RecipeRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        (ArrayDataset train, ArrayDataset test) = Cifar10.Load(run.Data, progress: run.Download, cancellationToken: run.Cancellation);
        return PictureData.Of((train.Take(Math.Min(TrainCount, train.Count)), test.Take(Math.Min(TestCount, test.Count))));
    }

    /// <inheritdoc/>
    protected override RecipeScore Score(RecipeRun run, Model model, RecipeData data, IDataset part)
    {
        ArgumentNullException.ThrowIfNull(part);
        RecipeScore score = base.Score(run, model, data, part);
        (double low, double high) = WilsonInterval.Of(score.Value, part.Count);
        return score with { Details = new Dictionary<string, double> { ["pictures"] = part.Count, ["intervalLow"] = low, ["intervalHigh"] = high } };
    }
}
