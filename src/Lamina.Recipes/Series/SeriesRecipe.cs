using System.Globalization;
using Lamina.Data;
using Lamina.Models.Series;
using Lamina.NN;
using Lamina.Pipelines;
using Lamina.Training;

namespace Lamina.Recipes.Series;

/// <summary>
/// One step of a series forecast from the steps before it, which are true ones. The last steps are the test part, those before them validate. What is measured is the root of the mean
/// squared error in the series' own unit, as a share of that of a naive forecast.
/// </summary>
public abstract class SeriesRecipe : FitRecipe
{
    /// <inheritdoc/>
    public override MetricDirection Direction => MetricDirection.Lower;

    /// <inheritdoc/>
    public override Shape InputShape => [Window, 1];

    /// <summary>Steps that the network sees.</summary>
    public abstract int Window { get; }

    /// <summary>Steps of the test part.</summary>
    public abstract int TestCount { get; }

    /// <summary>Steps before the test part by which the best weights are chosen.</summary>
    public abstract int ValidationCount { get; }

    /// <summary>The naive forecast is the value so many steps before.</summary>
    public abstract int NaiveLag { get; }

    /// <summary>Numbers of the file whose mean is a step.</summary>
    public virtual int NumbersPerStep => 1;

    /// <summary>What is done to the numbers before they are standardized.</summary>
    public abstract SeriesTransform Transform { get; }

    /// <inheritdoc/>
    public abstract override RecurrentForecaster BuildModule();

    /// <summary>Opens the series as its file has it.</summary>
    protected abstract TimeSeries Open(RecipeRun run);

    /// <inheritdoc/>
    public override string Show(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override Model BuildModel(RecipeSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        Model model = BuildModule().Compile(new AdamW(settings.LearningRate, weightDecay: 0), Loss.MeanSquaredError(), Training.Metric.RootMeanSquaredError);
        model.ClipNorm = 1;
        return model;
    }

    /// <inheritdoc/>
    public sealed override RecipeData OpenParts(RecipeRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        (TimeSeries steps, SeriesScaling scaling, TimeSeries train) = Parts(run);
        return new RecipeData(
            scaling.Apply(train).Windows(Window),
            Windows(^(TestCount + ValidationCount + Window)..^TestCount),
            () => Windows(^(TestCount + Window)..));

        ArrayDataset Windows(Range range) => scaling.Apply(steps[range]).Windows(Window);
    }

    /// <inheritdoc/>
    protected override RecipeScore Score(RecipeRun run, Model model, RecipeData data, IDataset part)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        (TimeSeries steps, SeriesScaling scaling, _) = Parts(run);
        double[] forecasts = [.. model.Predict(part).ToArray<float>().Select(value => scaling.Invert(value))];
        int first = ReferenceEquals(part, data.Validation) ? steps.Count - TestCount - ValidationCount : steps.Count - TestCount;
        double error = Root(i => forecasts[i]), naive = Root(i => steps.Values[first + i - NaiveLag]);
        return new RecipeScore(error / naive, Baseline: 1)
        {
            Details = new Dictionary<string, double> { ["rmse"] = error, ["naiveRmse"] = naive },
        };

        double Root(Func<int, double> forecast) => Math.Sqrt(Enumerable.Range(0, forecasts.Length).Average(i => Math.Pow(forecast(i) - steps.Values[first + i], 2)));
    }

    /// <inheritdoc/>
    protected override void Keep(RecipeRun run, Model model, RecipeData data)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(model);
        new SeriesForecast((RecurrentForecaster)model.Module, Window, Parts(run).Scaling, NumbersPerStep).Save(run.Folder.Path);
    }

    // The steps, and those that are learnt from, which alone the scaling knows.
    (TimeSeries Steps, SeriesScaling Scaling, TimeSeries Train) Parts(RecipeRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        TimeSeries steps = Open(run).Means(NumbersPerStep), train = steps[..^(TestCount + ValidationCount)];
        if (run.Settings.Limit is > 0 and var limit && limit < train.Count - Window)
            train = train[^((int)limit + Window)..];
        return (steps, SeriesScaling.Fit(train, Transform), train);
    }
}
