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

    /// <summary>True if <paramref name="value"/> reaches the target.</summary>
    public bool Passes(double value) => Direction == MetricDirection.Higher ? value >= Target : value <= Target;
}
