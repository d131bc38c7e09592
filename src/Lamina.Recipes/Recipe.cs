using System.Diagnostics;
using System.Globalization;
using Lamina.NN;
using Lamina.Training;

namespace Lamina.Recipes;

/// <summary>
/// A model, its data, its settings, and the number that it must reach. The value of a recipe is one evaluation on test
/// data, after training; test data reaches nothing before that.
/// </summary>
public abstract class Recipe
{
    /// <summary>The name by which the command line knows it: lower case, words joined by hyphens.</summary>
    public abstract string Name { get; }

    /// <summary>What is learnt, in a few words.</summary>
    public abstract string Task { get; }

    /// <summary>The data set.</summary>
    public abstract string Data { get; }

    /// <summary>What is measured on the test part.</summary>
    public abstract string Metric { get; }

    /// <summary>Whether the metric should be high or low.</summary>
    public virtual MetricDirection Direction => MetricDirection.Higher;

    /// <summary>The value that must be reached, as a fraction where the metric is one.</summary>
    public abstract double Target { get; }

    /// <summary>Where the target comes from.</summary>
    public abstract string Source { get; }

    /// <summary>About how many minutes it takes on two cores.</summary>
    public abstract double Minutes { get; }

    /// <summary>The settings that reach the target.</summary>
    public abstract RecipeSettings Defaults { get; }

    /// <summary>Makes the network, with new weights drawn from the default generator.</summary>
    public abstract Module<Tensor, Tensor> BuildModule();

    /// <summary>Makes the network with the optimizer and the loss that train it.</summary>
    public abstract Model BuildModel(RecipeSettings settings);

    /// <summary>The shape of one input, without the batch axis, for summaries.</summary>
    public abstract Shape InputShape { get; }

    /// <summary>The names of the classes, in the order of the network's outputs.</summary>
    public abstract IReadOnlyList<string> ClassNames { get; }

    /// <summary>Trains, evaluates once on the test part, and leaves everything in the run's folder.</summary>
    public abstract RecipeResult Train(RecipeRun run);

    /// <summary>Evaluates the best weights of a finished run on the test part.</summary>
    public abstract RecipeResult Evaluate(RecipeRun run);

    /// <summary>Trains and measures once for each of several parts, on the other parts and on this one: the metric, and that of the baseline.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="folds">How many parts; at least 2.</param>
    /// <param name="done">Is told the number of each part, from 1, its value and that of the baseline.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="RecipeException">The recipe is one of the list: its parts are fixed.</exception>
    public virtual CrossValidation CrossValidate(RecipeSettings settings, int folds, Action<int, double, double>? done = null, CancellationToken cancellation = default) =>
        throw new RecipeException($"The parts of '{Name}' are fixed, so that its number can be compared; --folds goes with {string.Join(", ", OwnData.Kinds.Select(kind => $"`lamina train {kind}`"))}. In C#, CrossValidation.Run does it for any model.");

    /// <summary>Where the data is, if it is one's own; null for a recipe of the list.</summary>
    public virtual OwnData? OwnData => null;

    /// <summary>What the number to reach is called: <c>target</c>, or <c>baseline</c> where the data is one's own.</summary>
    public string TargetName => OwnData is null ? "target" : "baseline";

    /// <summary>What was found in data of one's own, in lines to be shown; null for a recipe of the list.</summary>
    public virtual string? Findings => null;

    /// <summary>A value of the metric as people read it: a fraction in percent, if the recipe says nothing else.</summary>
    public virtual string Show(double value) => string.Create(CultureInfo.InvariantCulture, $"{100 * value:0.00} %");

    /// <summary>True if <paramref name="value"/> reaches the target, or is better than the baseline.</summary>
    public bool Passes(double value)
    {
        double above = Direction == MetricDirection.Higher ? value - Target : Target - value;
        return OwnData is null ? above >= 0 : above > 0;
    }

    /// <summary>What a run reached.</summary>
    /// <param name="run">The run.</param>
    /// <param name="parameters">Numbers that training changed.</param>
    /// <param name="value">The metric.</param>
    /// <param name="seconds">Seconds of training; 0 where nothing was trained.</param>
    /// <param name="samples">Examples that were trained on, all epochs together.</param>
    protected RecipeResult ResultOf(RecipeRun run, long parameters, double value, double seconds, long samples)
    {
        ArgumentNullException.ThrowIfNull(run);
        return new RecipeResult
        {
            Recipe = Name,
            Metric = Metric,
            Direction = Direction.ToString().ToLowerInvariant(),
            Value = value,
            Target = Target,
            Passed = Passes(value),
            Seconds = Math.Round(seconds, 3),
            Epochs = run.Settings.Epochs,
            Parameters = parameters,
            SamplesPerSecond = seconds > 0 ? Math.Round(samples / seconds, 1) : 0,
            PeakMemoryMiB = Math.Round(Process.GetCurrentProcess().PeakWorkingSet64 / (1024.0 * 1024), 1),
            Seed = run.Settings.Seed,
        };
    }
}
