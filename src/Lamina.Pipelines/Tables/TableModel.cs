using Lamina.Data;
using Lamina.Training;

namespace Lamina.Pipelines;

/// <summary>A model that answers for the rows of a table: one of several classes, or a number.</summary>
/// <example><code>
/// TableModel model = TableModel.Train("titanic.csv", target: "Survived");
/// Console.WriteLine($"{model.Metric} {model.Score:0.000}, baseline {model.Baseline:0.000}");
/// Answer answer = model.Predict(Table.ReadCsv("passengers.csv"))[0];
/// </code></example>
public sealed class TableModel
{
    readonly Model _model;
    readonly TablePreprocessing _columns;

    /// <summary>A model whose preprocessing is that of a table.</summary>
    /// <param name="model">The model.</param>
    /// <exception cref="ArgumentException">The model was not trained on a table.</exception>
    public TableModel(Model model)
    {
        ArgumentNullException.ThrowIfNull(model);
        _model = model;
        _columns = model.Preprocessing.Table ?? throw new ArgumentException("The model was not trained on the columns of a table: it knows of none. Take a model of TableModel.Train or `lamina train table`.", nameof(model));
    }

    /// <summary>What is measured; empty for a model from a file.</summary>
    public string Metric { get; private init; } = "";

    /// <summary>The metric on the test part, looked at once; NaN for a model from a file.</summary>
    public double Score { get; private init; } = double.NaN;

    /// <summary>The metric of who always answers the most frequent class, or the mean; NaN for a model from a file.</summary>
    public double Baseline { get; private init; } = double.NaN;

    /// <summary>The network underneath.</summary>
    public Model Model => _model;

    /// <summary>Looks at a CSV file, cuts it, picks a network and settings, trains, keeps the weights that do best on the validation part, and measures once on the test part.</summary>
    /// <param name="path">The file; separator and header are found by looking.</param>
    /// <param name="target">The column to learn; columns of a file without header are called 0, 1, ….</param>
    /// <param name="epochs">Passes over the training part; null for what suits the table.</param>
    /// <param name="learningRate">The highest step size.</param>
    /// <param name="seed">Seeds the cut, the weights, the order and the dropout. Weights and dropout come from the process's generator, which is seeded.</param>
    /// <param name="verbose">What is shown.</param>
    /// <param name="cancellationToken">Ends the training after the step it is in; the best weights until then are measured.</param>
    /// <exception cref="DataFormatException">The file is no table, or cannot be learnt from.</exception>
    public static TableModel Train(
        string path, string target, int? epochs = null, double learningRate = 2e-3, long seed = 0, Verbosity verbose = Verbosity.Auto, CancellationToken cancellationToken = default) =>
        Train(TableTask.Of(Table.Detect(path), target, seed), epochs, learningRate, null, seed, verbose, cancellationToken);

    /// <summary>Trains on a task.</summary>
    /// <param name="task">The task.</param>
    /// <param name="batchSize">Rows of a step; null for what suits the table.</param>
    /// <inheritdoc cref="Train(string, string, int?, double, long, Verbosity, CancellationToken)"/>
    /// <param name="epochs"></param>
    /// <param name="learningRate"></param>
    /// <param name="seed"></param>
    /// <param name="verbose"></param>
    /// <param name="cancellationToken"></param>
    public static TableModel Train(
        TableTask task, int? epochs = null, double learningRate = 2e-3, int? batchSize = null, long seed = 0, Verbosity verbose = Verbosity.Auto, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(task);
        Model model = OwnTraining.Train(task, learningRate, epochs, batchSize, seed, verbose, cancellationToken);
        return new TableModel(model) { Metric = task.Metric, Score = task.Measure(model), Baseline = task.Baseline };
    }

    /// <summary>Reads a model that <see cref="Save"/> or <c>lamina train table</c> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ArgumentException">The model was not trained on a table.</exception>
    /// <exception cref="Formats.FileFormatException">The file is damaged or foreign.</exception>
    public static TableModel Load(string path) => new(Model.Load(path));

    /// <summary>Writes everything into one file: network, weights, what becomes of the columns, classes.</summary>
    /// <param name="path">Where to.</param>
    public void Save(string path) => _model.Save(path);

    /// <summary>Answers for each row.</summary>
    /// <param name="table">A table with the columns of the training; others, such as the target, may be there and are not read.</param>
    /// <exception cref="DataFormatException">A column is missing, or a cell of a column of numbers is no number.</exception>
    public IReadOnlyList<Answer> Predict(Table table)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (table.Count == 0)
            return [];
        Tensor output = _model.Predict(_columns.Apply(table));
        IReadOnlyList<string> classes = _model.Preprocessing.ClassNames;
        if (classes.Count == 0)
        {
            (double mean, double deviation) = _model.Preprocessing.Target is { } target ? (target.Means[0], target.Deviations[0]) : (0, 1);
            return [.. output.ToArray<float>().Select(value => new Answer(null, (value * deviation) + mean, []))];
        }

        return Answer.Of(output, classes);
    }
}
