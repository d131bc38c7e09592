using Lamina.Data;
using Lamina.NN;
using Lamina.Pipelines;
using Lamina.Training;

namespace Lamina.Recipes;

/// <summary>
/// A recipe for data of one's own: the network and its settings follow from what is found in it. The number to reach is that of the baseline, who always answers the most frequent class of the
/// training part, or its mean.
/// </summary>
/// <typeparam name="TTask">What is made of the data.</typeparam>
public abstract class OwnDataRecipe<TTask> : FitRecipe
    where TTask : class, IOwnTask
{
    readonly OwnData _data;
    TTask? _task;
    (long Seed, long Limit) _taskOf;

    /// <summary>A recipe for a file or folder. It is not read yet.</summary>
    /// <param name="data">The data.</param>
    protected OwnDataRecipe(OwnData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        _data = data;
    }

    /// <inheritdoc/>
    public override string Name => _data.Kind;

    /// <inheritdoc/>
    public override string Data => Path.GetFileName(_data.Path);

    /// <inheritdoc/>
    public sealed override OwnData OwnData => _data;

    /// <inheritdoc/>
    public override string Findings => Latest.Findings;

    /// <inheritdoc/>
    public override double Target => Latest.Baseline;

    /// <inheritdoc/>
    public override string Source => "the baseline: the most frequent class of the training part, or its mean";

    /// <inheritdoc/>
    public override Shape InputShape => Latest.InputShape;

    /// <inheritdoc/>
    public override IReadOnlyList<string> ClassNames => Latest.ClassNames;

    /// <summary>What is asked before a run has settings is answered for the usual ones.</summary>
    protected TTask Latest => _task ?? TaskFor(new RecipeSettings());

    /// <summary>Makes the task of the data as it lies there.</summary>
    /// <param name="settings">Seed and limit matter.</param>
    protected abstract TTask Read(RecipeSettings settings);

    /// <summary>Makes the tasks of a cross-validation: each sample is in the test part of just one of them.</summary>
    /// <param name="settings">Seed and limit matter.</param>
    /// <param name="folds">How many; at least 2.</param>
    protected abstract IEnumerable<TTask> ReadFolds(RecipeSettings settings, int folds);

    /// <summary>The task that settings make of the data: seed and limit matter.</summary>
    /// <param name="settings">The settings.</param>
    /// <exception cref="RecipeException">The data is gone or was changed since the run began.</exception>
    public TTask TaskFor(RecipeSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        (long Seed, long Limit) wanted = (settings.Seed, settings.Limit);
        if (_task is null || wanted != _taskOf)
        {
            _data.Check();
            (_task, _taskOf) = (Read(settings), wanted);
        }

        return _task;
    }

    /// <inheritdoc/>
    public sealed override Module<Tensor, Tensor> BuildModule() => Latest.BuildModel(Defaults.LearningRate).Module;

    /// <inheritdoc/>
    public override Model BuildModel(RecipeSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return TaskFor(settings).BuildModel(settings.LearningRate);
    }

    /// <inheritdoc/>
    public override RecipeData OpenParts(RecipeRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        TTask task = TaskFor(run.Settings);
        return new RecipeData(task.Train, task.Validation, () => task.Test, task.Preprocessing);
    }

    /// <inheritdoc/>
    protected override RecipeScore Score(RecipeRun run, Model model, RecipeData data, IDataset part) => new(Measure(run, model, part), Target);

    /// <summary>There is none: what is in the data is not known before it is seen.</summary>
    public override QuickForm Quick => throw new RecipeException("A recipe for data of one's own has no quick form.");

    /// <inheritdoc/>
    public override CrossValidation CrossValidate(RecipeSettings settings, int folds, Action<int, double, double>? done = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(settings);
        _data.Check();
        List<IReadOnlyList<KeyValuePair<string, double>>> values = [];
        foreach (TTask task in ReadFolds(settings, folds))
        {
            Model model = OwnTraining.Train(task, settings.LearningRate, settings.Epochs, settings.BatchSize, settings.Seed, Verbosity.Silent, cancellation);
            cancellation.ThrowIfCancellationRequested();
            double value = task.Measure(model);
            values.Add([KeyValuePair.Create(Metric, value), KeyValuePair.Create(TargetName, task.Baseline)]);
            done?.Invoke(values.Count, value, task.Baseline);
        }

        return new CrossValidation(values);
    }
}
