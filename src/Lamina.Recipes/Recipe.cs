using System.Diagnostics;
using System.Globalization;
using Lamina.NN;
using Lamina.Onnx;
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

    /// <summary>A short training that shows that the recipe learns.</summary>
    public abstract QuickForm Quick { get; }

    /// <summary>Makes the network, with new weights drawn from the default generator.</summary>
    public abstract Module BuildModule();

    /// <summary>Makes the network with the optimizer and the loss that train it.</summary>
    /// <exception cref="RecipeException">No single <c>Fit</c> trains it.</exception>
    public virtual Model BuildModel(RecipeSettings settings) =>
        throw new RecipeException($"'{Name}' is trained by a loop of its own, which no single model stands for.");

    /// <summary>The shape of one input, without the batch axis, for summaries.</summary>
    public abstract Shape InputShape { get; }

    /// <summary>The names of the classes, in the order of the network's outputs; empty where it does not classify.</summary>
    public virtual IReadOnlyList<string> ClassNames => [];

    /// <summary>Inputs of the network, of the shapes and dtypes that it takes: one, of random values, if the recipe says nothing else. They do not depend on the default generator.</summary>
    /// <param name="batch">Samples side by side.</param>
    public virtual IReadOnlyList<Tensor> Examples(long batch) => [Tensor.Randn([batch, .. InputShape], generator: new Generator(1))];

    /// <summary>What a network of <see cref="BuildModule"/> makes of inputs such as <see cref="Examples"/>.</summary>
    /// <param name="network">The network.</param>
    /// <param name="inputs">Its inputs.</param>
    public virtual IReadOnlyList<Tensor> Call(Module network, IReadOnlyList<Tensor> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return (network, inputs.Count) switch
        {
            (Module<Tensor, Tensor> one, 1) => [one.Call(inputs[0])],
            (Module<Tensor, Tensor, Tensor> two, 2) => [two.Call(inputs[0], inputs[1])],
            _ => throw new InvalidOperationException($"The recipe '{Name}' does not say how its network is called: override Call."),
        };
    }

    /// <summary>How the network is written as ONNX: of any batch, if the recipe says nothing else.</summary>
    protected virtual OnnxExportOptions OnnxOptions => new() { DynamicAxes = [.. Examples(1).Select((_, input) => new OnnxDynamicAxis(input, 0))] };

    /// <summary>Writes a network of <see cref="BuildModule"/> as an ONNX model, as it predicts.</summary>
    /// <param name="network">The network.</param>
    /// <param name="path">The file. It appears whole or not at all.</param>
    /// <exception cref="OnnxException">The network cannot be written.</exception>
    public void WriteOnnx(Module network, string path)
    {
        ArgumentNullException.ThrowIfNull(network);
        network.Eval();
        Onnx.Onnx.Export(path, inputs => [.. Call(network, inputs)], [.. Examples(1)], OnnxOptions, network);
    }

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
    /// <param name="score">What was measured.</param>
    /// <param name="seconds">Seconds of training; 0 where nothing was trained.</param>
    /// <param name="samples">Examples that were trained on, all epochs together.</param>
    protected RecipeResult ResultOf(RecipeRun run, long parameters, RecipeScore score, double seconds, long samples)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(score);
        return new RecipeResult
        {
            Recipe = Name,
            Metric = run.MeasuresTest ? Metric : "val_" + Metric,
            Direction = Direction.ToString().ToLowerInvariant(),
            Value = score.Value,
            Baseline = score.Baseline,
            Target = Target,
            Passed = Passes(score.Value) && score.MeetsRest,
            Seconds = Math.Round(seconds, 3),
            Epochs = run.Settings.Epochs,
            Parameters = parameters,
            SamplesPerSecond = seconds > 0 ? Math.Round(samples / seconds, 1) : 0,
            PeakMemoryMiB = Math.Round(Process.GetCurrentProcess().PeakWorkingSet64 / (1024.0 * 1024), 1),
            Seed = run.Settings.Seed,
            Details = score.Details,
        };
    }
}
