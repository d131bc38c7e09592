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
        DataLoader batches = Loader(data, settings);
        History history = model.Fit(
            batches,
            epochs: settings.Epochs,
            validationData: data.Validation,
            verbose: run.Verbose ? Verbosity.Auto : Verbosity.Silent,
            callbacks:
            [
                LearningRateSchedule.ByStep(Rate(settings, settings.Epochs * batches.Count)),
                new WeightFiles(run.Folder, Monitor(model), MonitorDirection),
                new CsvLog(run.Folder.Metrics),
                new JsonLog(run.Folder.MetricLines),
                new WarningLog(run.Folder.Warnings),
                run.Backup(),
            ],
            cancellationToken: run.Cancellation);
        run.Cancellation.ThrowIfCancellationRequested();

        // What was measured best; an average of later weights is not to be measured instead.
        run.Folder.LoadBestWeights(model.Module);
        model.Average?.Restart();
        model.Module.Eval();
        if (data.Preprocessing is not null)
            model.Save(run.Folder.Model);
        Keep(run, model, data);
        RecipeScore score = Score(run, model, data, run.MeasuresTest ? data.Test() : data.Validation);
        run.Cancellation.ThrowIfCancellationRequested();
        RecipeResult result = ResultOf(run, model.ParameterCount, score, history.Epochs.Sum(epoch => epoch.Duration.TotalSeconds), batches.Samples * settings.Epochs);
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
        model.Module.Eval();
        return ResultOf(run, model.ParameterCount, Score(run, model, data, run.MeasuresTest ? data.Test() : data.Validation), 0, 0);
    }

    /// <summary>Measures the best weights on a part: the test part, or the validation part where settings are compared.</summary>
    /// <param name="run">The run.</param>
    /// <param name="model">The model, with its best weights, in evaluation mode.</param>
    /// <param name="data">The parts, for the baseline.</param>
    /// <param name="part">What is measured on.</param>
    protected abstract RecipeScore Score(RecipeRun run, Model model, RecipeData data, IDataset part);

    /// <summary>Leaves in the run's folder what the trained network needs to be used, such as a <see cref="Pipelines.Pipeline"/>. By default nothing.</summary>
    /// <param name="run">The run.</param>
    /// <param name="model">The model, with its best weights, in evaluation mode.</param>
    /// <param name="data">The parts.</param>
    protected virtual void Keep(RecipeRun run, Model model, RecipeData data)
    {
    }

    /// <summary>The value by which the best weights are chosen after each epoch: the first metric on the validation part.</summary>
    /// <param name="model">The model.</param>
    protected virtual string Monitor(Model model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return $"val_{model.Metrics[0].Name}";
    }

    /// <summary>Whether a large or a small value of <see cref="Monitor"/> is good: as of the metric.</summary>
    protected virtual MetricDirection MonitorDirection => Direction;

    /// <summary>The batches of the training part: shuffled by the seed.</summary>
    /// <param name="data">The parts.</param>
    /// <param name="settings">The settings.</param>
    protected virtual DataLoader Loader(RecipeData data, RecipeSettings settings)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(settings);
        return new DataLoader(data.Train, settings.BatchSize, shuffle: true, settings.Seed);
    }

    /// <summary>The learning rate by step: up to the full rate in the first twentieth, then down to a hundredth of it along half a cosine.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="steps">Steps of the whole training.</param>
    protected virtual Func<long, double> Rate(RecipeSettings settings, long steps)
    {
        ArgumentNullException.ThrowIfNull(settings);
        double warmUp = Math.Max(1, steps / 20.0);
        return step => settings.LearningRate * (step < warmUp
            ? (step + 1) / warmUp
            : 0.01 + (0.495 * (1 + Math.Cos(Math.PI * (step - warmUp) / Math.Max(1, steps - warmUp)))));
    }

    /// <summary>The model's first metric on a part. An error of standardized numbers is measured in their own unit.</summary>
    /// <param name="run">The run, which may be cancelled.</param>
    /// <param name="model">The model.</param>
    /// <param name="part">What is measured on.</param>
    protected static double Measure(RecipeRun run, Model model, IDataset part)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(model);
        return model.Evaluate(part, EvaluationBatch, run.Cancellation)[model.Metrics[0].Name] * UnitOf(model);
    }

    /// <summary>What one of the model's targets is in their own unit: 1 where they are not standardized.</summary>
    /// <param name="model">The model.</param>
    protected static double UnitOf(Model model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Preprocessing.Target is { } target ? target.Deviations[0] : 1;
    }

    Model Made(RecipeSettings settings, RecipeData data)
    {
        Model model = BuildModel(settings);
        model.Preprocessing = data.Preprocessing ?? model.Preprocessing;
        return model;
    }
}
