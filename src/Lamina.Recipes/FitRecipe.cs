using Lamina.Data;
using Lamina.NN;
using Lamina.Training;

namespace Lamina.Recipes;

/// <summary>
/// A recipe that trains one network by <c>Fit</c>, under a rate that warms up and then falls along a cosine, keeps the weights that do best on the validation part, and evaluates
/// those once on the test part.
/// </summary>
public abstract class FitRecipe : Recipe
{
    // Whatever batches a run trains in: they would change the memory that its evaluation takes, and nothing else.
    internal const int EvaluationBatch = 256;

    /// <summary>Opens the data: the training and validation parts at once, the test part only when it is asked for. Called before the network is made.</summary>
    public abstract RecipeData OpenParts(RecipeRun run);

    /// <inheritdoc/>
    public sealed override RecipeResult Train(RecipeRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        RecipeSettings settings = run.Settings;
        Tensor.Seed(settings.Seed);
        RecipeData data = OpenParts(run);
        run.Cancellation.ThrowIfCancellationRequested();
        Model model = Made(settings, data);
        long steps = settings.Epochs * ((data.Train.Count + settings.BatchSize - 1) / settings.BatchSize);
        History history = model.Fit(
            data.Train,
            epochs: settings.Epochs,
            batchSize: settings.BatchSize,
            validationData: data.Validation,
            seed: settings.Seed,
            verbose: run.Verbose ? Verbosity.Auto : Verbosity.Silent,
            callbacks:
            [
                LearningRateSchedule.ByStep(Rate(settings, steps)),
                new WeightFiles(run.Folder, $"val_{model.Metrics[0].Name}", Direction),
                new CsvLog(run.Folder.Metrics),
                new JsonLog(run.Folder.MetricLines),
                new WarningLog(run.Folder.Warnings),
                run.Backup(),
            ],
            cancellationToken: run.Cancellation);
        run.Cancellation.ThrowIfCancellationRequested();

        run.Folder.LoadBestWeights(model.Module);
        double value = Measure(model, run.MeasuresTest ? data.Test() : data.Validation, run.Cancellation);
        if (data.Preprocessing is not null)
            model.Save(run.Folder.Model);
        RecipeResult result = ResultOf(run, model.ParameterCount, value, history.Epochs.Sum(epoch => epoch.Duration.TotalSeconds), data.Train.Count * settings.Epochs);
        if (!run.MeasuresTest)
            result = result with { Metric = "val_" + Metric };
        run.Folder.WriteResult(result);
        return result;
    }

    /// <inheritdoc/>
    public sealed override RecipeResult Evaluate(RecipeRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        RecipeData data = OpenParts(run);
        Model model = Made(run.Settings, data);
        run.Folder.LoadBestWeights(model.Module);
        return ResultOf(run, model.ParameterCount, Measure(model, data.Test(), run.Cancellation), 0, 0);
    }

    Model Made(RecipeSettings settings, RecipeData data)
    {
        Model model = BuildModel(settings);
        model.Preprocessing = data.Preprocessing ?? model.Preprocessing;
        return model;
    }

    // An error of standardized numbers is measured in their own unit.
    static double Measure(Model model, ArrayDataset test, CancellationToken cancellation) =>
        model.Evaluate(test, EvaluationBatch, cancellation)[model.Metrics[0].Name] * (model.Preprocessing.Target is { } target ? target.Deviations[0] : 1);

    // Up to the full rate in the first twentieth, then down to a hundredth of it along half a cosine.
    static Func<long, double> Rate(RecipeSettings settings, long steps)
    {
        double warmUp = Math.Max(1, steps / 20.0);
        return step => settings.LearningRate * (step < warmUp
            ? (step + 1) / warmUp
            : 0.01 + (0.495 * (1 + Math.Cos(Math.PI * (step - warmUp) / Math.Max(1, steps - warmUp)))));
    }
}
