using System.Diagnostics;
using Lamina.Data;
using Lamina.NN;
using Lamina.Training;

namespace Lamina.Recipes.Pictures;

/// <summary>
/// Classification of pictures: trains with Adam under a rate that warms up and then falls along a cosine, keeps the
/// weights that do best on a validation part cut from the training part, and evaluates those once on the test part.
/// </summary>
public abstract class PictureRecipe : Recipe
{
    /// <summary>The share of the training part that is held out for choosing the best weights.</summary>
    const double ValidationShare = 1.0 / 12;

    // Whatever batches a run trains in: they would change the memory that its evaluation takes, and nothing else.
    const int EvaluationBatch = 256;

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
    public sealed override Model BuildModel(RecipeSettings settings) =>
        BuildModule().Compile(BuildOptimizer(settings), Loss.SparseCategoricalCrossEntropy(fromLogits: true), Training.Metric.Accuracy);

    /// <inheritdoc/>
    public sealed override RecipeResult Train(RecipeRun run)
    {
        RecipeSettings settings = run.Settings;
        Tensor.Seed(settings.Seed);
        PictureData data = Open(run);
        run.Cancellation.ThrowIfCancellationRequested();
        ArrayDataset all = settings.Limit > 0 ? data.Train.Take(settings.Limit) : data.Train;
        (ArrayDataset train, ArrayDataset validation) = all.Split(ValidationShare, settings.Seed);

        Model model = BuildModel(settings);
        long stepsPerEpoch = (train.Count + settings.BatchSize - 1) / settings.BatchSize;
        History history = model.Fit(
            train,
            epochs: settings.Epochs,
            batchSize: settings.BatchSize,
            validationData: validation,
            seed: settings.Seed,
            verbose: run.Verbose ? Verbosity.Auto : Verbosity.Silent,
            callbacks:
            [
                LearningRateSchedule.ByStep(Rate(settings, stepsPerEpoch * settings.Epochs)),
                new WeightFiles(run.Folder, monitor: "val_accuracy"),
                new CsvLog(run.Folder.Metrics),
                run.Backup(),
            ],
            cancellationToken: run.Cancellation);
        run.Cancellation.ThrowIfCancellationRequested();

        run.Folder.LoadBestWeights(model.Module);
        double accuracy = model.Evaluate(data.Test(), EvaluationBatch, run.Cancellation)["accuracy"];
        RecipeResult result = Result(run, model.Module, accuracy, history.Epochs.Sum(epoch => epoch.Duration.TotalSeconds), train.Count * settings.Epochs);
        run.Folder.WriteResult(result);
        return result;
    }

    /// <inheritdoc/>
    public sealed override RecipeResult Evaluate(RecipeRun run)
    {
        Model model = BuildModel(run.Settings);
        run.Folder.LoadBestWeights(model.Module);
        return Result(run, model.Module, model.Evaluate(Open(run).Test(), EvaluationBatch, run.Cancellation)["accuracy"], 0, 0);
    }

    RecipeResult Result(RecipeRun run, Module<Tensor, Tensor> module, double value, double seconds, long examples) => new()
    {
        Recipe = Name,
        Metric = Metric,
        Direction = Direction.ToString().ToLowerInvariant(),
        Value = value,
        Target = Target,
        Passed = Passes(value),
        Seconds = Math.Round(seconds, 3),
        Epochs = run.Settings.Epochs,
        Parameters = module.ParameterCount,
        SamplesPerSecond = seconds > 0 ? Math.Round(examples / seconds, 1) : 0,
        PeakMemoryMiB = Math.Round(Process.GetCurrentProcess().PeakWorkingSet64 / (1024.0 * 1024), 1),
        Seed = run.Settings.Seed,
    };

    // Up to the full rate in the first twentieth, then down to a hundredth of it along half a cosine.
    static Func<long, double> Rate(RecipeSettings settings, long steps)
    {
        double warmUp = Math.Max(1, steps / 20.0);
        return step => settings.LearningRate * (step < warmUp
            ? (step + 1) / warmUp
            : 0.01 + (0.495 * (1 + Math.Cos(Math.PI * (step - warmUp) / Math.Max(1, steps - warmUp)))));
    }
}
