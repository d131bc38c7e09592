using Lamina.Data;
using Lamina.NN;
using Lamina.Training;

namespace Lamina.Pipelines;

/// <summary>
/// A table of which one column is to be learnt from the others: looked at, cut into three parts, and turned into numbers by what the training part says alone. A class is learnt by
/// cross-entropy, a number by the squared error of its standardized value.
/// </summary>
public sealed class TableTask : IOwnTask
{
    const double ValidationShare = 0.15, TestShare = 0.15;

    // So few rows leave a part without any.
    const int FewestRows = 20;

    // A table of texts takes this much memory at most.
    const long MostTextBytes = 1L << 29;

    readonly Lazy<ArrayDataset> _test;

    TableTask(TableFacts facts, Table train, Table validation, Table test, string? text = null)
    {
        (Facts, TextColumn) = (facts, text);
        (Table rest, Table heldOut) = (validation.Except(train), test.Except(train));
        LeftOut = validation.Count - rest.Count + test.Count - heldOut.Count;
        ColumnPlan[] plans = text is null
            ? [.. facts.Columns.Select(ColumnPlan.For).OfType<ColumnPlan>().Select(Logarithmic)]
            : [new TextColumn(text) { MaxTokens = (int)Math.Clamp(MostTextBytes / sizeof(float) / Math.Max(1, facts.Rows), 500, 8000), MinCount = 2 }];
        if (plans.Length == 0)
            throw new DataFormatException($"{facts.Name}: no column but '{facts.Target}' holds anything to learn from. The columns: {string.Join("; ", facts.Columns.Select(column => $"{column.Name} {column.About}"))}.");
        TablePreprocessing columns = TablePreprocessing.Fit(train, plans);
        string[] classes = [.. facts.Classes.Select(pair => pair.Key)];
        Normalization? target = facts.IsClassification ? null : Standardization(train.Doubles(facts.Target));
        Preprocessing = new Preprocessing { Table = columns, ClassNames = classes, Target = target };
        (Train, Validation, _test) = (Encoded(train), Encoded(rest), new Lazy<ArrayDataset>(() => Encoded(heldOut)));
        Baseline = facts.IsClassification ? MajorityAccuracy(train, heldOut) : MeanError(train, heldOut);

        ArrayDataset Encoded(Table part)
        {
            if (part.Count == 0)
                throw new DataFormatException($"{facts.Name}: all rows that were to be held out are equal to rows of the training part. Remove repeated rows from the file.");
            return new ArrayDataset(columns.Apply(part), Targets(part), classes, System.IO.Path.GetFileName(facts.Name));
        }

        // Numbers that are all positive and span orders of magnitude are better told apart by their logarithms.
        ColumnPlan Logarithmic(ColumnPlan plan) => plan is NumberColumn number && IsSkewed(train, number.Name) ? number with { IsLogarithmic = true, ClipFactor = double.PositiveInfinity } : plan;
    }

    /// <summary>What was found in the table.</summary>
    public TableFacts Facts { get; }

    /// <summary>The column of texts, where the answer is learnt from that alone; else null.</summary>
    public string? TextColumn { get; }

    /// <summary>The part that is learnt from: inputs [N, features], and labels [N] or standardized numbers [N, 1].</summary>
    public ArrayDataset Train { get; }

    /// <summary>The part by which the best epoch is chosen.</summary>
    public ArrayDataset Validation { get; }

    /// <summary>The part that is looked at once.</summary>
    public ArrayDataset Test => _test.Value;

    /// <summary>Rows of the validation and test parts that are left out because the training part has equal ones.</summary>
    public int LeftOut { get; }

    /// <summary>What turns rows into numbers, and outputs into answers. It is given to the model and saved with it.</summary>
    public Preprocessing Preprocessing { get; }

    /// <inheritdoc/>
    string IOwnTask.Findings => Facts.ToString();

    /// <summary>The classes, in the order of the labels; empty where a number is learnt.</summary>
    public IReadOnlyList<string> ClassNames => Preprocessing.ClassNames;

    /// <summary>One row as the network sees it: [features].</summary>
    public Shape InputShape => [Preprocessing.Table!.Features.Count];

    /// <summary>What is measured: <c>accuracy</c>, or <c>root_mean_squared_error</c> in the target's own unit.</summary>
    public string Metric => Facts.IsClassification ? Training.Metric.Accuracy.Name : Training.Metric.RootMeanSquaredError.Name;

    /// <summary>The metric on the test part of who always answers the training part's most frequent class, or its mean.</summary>
    public double Baseline { get; }

    /// <summary>Rows of a step that suit the table.</summary>
    public int BatchSize => Train.Count < 2000 ? 32 : 128;

    /// <summary>Epochs that suit the table: some thousand steps, 20 to 100 epochs; for texts 8.</summary>
    public int Epochs => TextColumn is not null ? 8 : (int)Math.Clamp(6000L * BatchSize / Train.Count, 20, 100);

    /// <summary>Looks at a table and cuts it: 70 % to learn from, 15 % to choose by, 15 % to test on, classes in their shares.</summary>
    /// <param name="table">The table. Rows without a target are left out.</param>
    /// <param name="target">The column to learn.</param>
    /// <param name="seed">What the cut depends on.</param>
    /// <exception cref="DataFormatException">The table cannot be learnt from.</exception>
    public static TableTask Of(Table table, string target, long seed = 0)
    {
        (TableFacts facts, Table rows, string? stratify) = Looked(table, target);
        (Table rest, Table test) = rows.Split(TestShare, seed, stratify);
        (Table train, Table validation) = rest.Split(ValidationShare / (1 - TestShare), seed, stratify);
        return new TableTask(facts, train, validation, test);
    }

    /// <summary>A task that learns from texts alone: which of the frequent words they have.</summary>
    /// <param name="table">The table. Its texts are the column with the most words, on average, besides the target.</param>
    /// <param name="target">The column to learn.</param>
    /// <param name="seed">What the cut depends on.</param>
    /// <exception cref="DataFormatException">The table cannot be learnt from.</exception>
    public static TableTask OfTexts(Table table, string target, long seed = 0)
    {
        (TableFacts facts, Table rows, string? stratify) = Looked(table, target);
        (Table rest, Table test) = rows.Split(TestShare, seed, stratify);
        (Table train, Table validation) = rest.Split(ValidationShare / (1 - TestShare), seed, stratify);
        return new TableTask(facts, train, validation, test, Texts(facts, rows));
    }

    /// <summary>A task whose parts are given.</summary>
    /// <param name="train">The part that is learnt from, and looked at.</param>
    /// <param name="validation">The part by which the best epoch is chosen.</param>
    /// <param name="test">The part that is looked at once.</param>
    /// <param name="target">The column to learn.</param>
    /// <exception cref="DataFormatException">The table cannot be learnt from.</exception>
    public static TableTask Of(Table train, Table validation, Table test, string target) =>
        new(TableFacts.Of(train, target), train, validation ?? throw new ArgumentNullException(nameof(validation)), test ?? throw new ArgumentNullException(nameof(test)));

    /// <summary>Tasks for cross-validation: each row is in the test part of just one of them, and 15 % of the other rows choose the epoch.</summary>
    /// <param name="table">The table.</param>
    /// <param name="target">The column to learn.</param>
    /// <param name="count">How many; at least 2.</param>
    /// <param name="seed">What the cuts depend on.</param>
    /// <exception cref="DataFormatException">The table cannot be learnt from.</exception>
    public static IEnumerable<TableTask> Folds(Table table, string target, int count, long seed = 0) => Folds(table, target, count, seed, isText: false);

    /// <summary>Tasks for cross-validation that learn from texts alone, cut as those of <see cref="Folds(Table, string, int, long)"/>: the words of each are those of its own training part.</summary>
    /// <inheritdoc cref="Folds(Table, string, int, long)"/>
    public static IEnumerable<TableTask> FoldsOfTexts(Table table, string target, int count, long seed = 0) => Folds(table, target, count, seed, isText: true);

    /// <summary>A network of two hidden layers whose width suits the table, with the optimizer and the loss that train it. Its preprocessing is this task's.</summary>
    /// <param name="learningRate">AdamW's step size.</param>
    public Model BuildModel(double learningRate = 2e-3)
    {
        int inputs = Preprocessing.Table!.Features.Count, width = TextColumn is not null || Train.Count < 2000 ? 64 : Train.Count < 10_000 ? 128 : 256;
        double dropout = TextColumn is not null ? 0.5 : Train.Count < 2000 ? 0.2 : 0.1;
        Sequential network = new(
            new Linear(inputs, width), new Relu(), new Dropout(dropout),
            new Linear(width, width), new Relu(), new Dropout(dropout),
            new Linear(width, Facts.IsClassification ? Facts.Classes.Count : 1));
        Model model = Facts.IsClassification
            ? network.Compile(new AdamW(learningRate), Loss.SparseCategoricalCrossEntropy(fromLogits: true), Training.Metric.Accuracy)
            : network.Compile(new AdamW(learningRate), Loss.MeanSquaredError(), Training.Metric.RootMeanSquaredError);
        model.Preprocessing = Preprocessing;
        return model;
    }

    /// <summary>The metric of a model on the test part, in the target's own unit.</summary>
    public double Measure(Model model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Evaluate(Test)[Metric] * (Preprocessing.Target is { } target ? target.Deviations[0] : 1);
    }

    static IEnumerable<TableTask> Folds(Table table, string target, int count, long seed, bool isText)
    {
        (TableFacts facts, Table rows, string? stratify) = Looked(table, target);
        if (count > rows.Count)
            throw new DataFormatException($"{table.Name}: {rows.Count} rows have a '{target}', too few for {count} parts of which each is held out once. Ask for fewer parts.");
        string? text = isText ? Texts(facts, rows) : null;
        foreach ((Table rest, Table test) in rows.Folds(count, seed, stratify))
        {
            (Table train, Table validation) = rest.Split(ValidationShare, seed, stratify);
            yield return new TableTask(facts, train, validation, test, text);
        }
    }

    // The column with the most words, on average.
    static string Texts(TableFacts facts, Table rows)
    {
        return facts.Columns.Where(column => column.Distinct > 0).Select(column => column.Name).MaxBy(Words)
            ?? throw new DataFormatException($"{facts.Name}: besides '{facts.Target}' there is no column with anything in it. Give a table with a column of texts.");

        double Words(string column) => rows.Strings(column).Average(cell => (double)TextVectorizer.Tokens(cell).Count);
    }

    static (TableFacts Facts, Table Rows, string? Stratify) Looked(Table table, string target)
    {
        TableFacts facts = TableFacts.Of(table, target);
        Table rows = table.DropMissing(target);
        if (rows.Count < FewestRows)
            throw new DataFormatException($"{table.Name}: {rows.Count} rows have a '{target}'; at least {FewestRows} are needed to train, to choose and to test.");
        return (facts, rows, facts.IsClassification ? target : null);
    }

    static Normalization Standardization(double[] values)
    {
        double mean = values.Average(), deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
        return new Normalization(mean, deviation > 0 ? deviation : 1);
    }

    static bool IsSkewed(Table train, string column)
    {
        double[] values = [.. train.Doubles(column, double.NaN).Where(double.IsFinite)];
        if (values.Length == 0 || values.Min() < 0)
            return false;
        double mean = values.Average(), deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
        return deviation > 0 && values.Average(value => Math.Pow((value - mean) / deviation, 3)) > 2;
    }

    Tensor Targets(Table part)
    {
        if (Preprocessing.Target is { } target)
            return Tensor.From<float>([.. part.Doubles(Facts.Target).Select(value => (float)((value - target.Means[0]) / target.Deviations[0]))], [part.Count, 1]);
        Dictionary<string, long> labels = Preprocessing.ClassNames.Index().ToDictionary(pair => pair.Item, pair => (long)pair.Index, StringComparer.Ordinal);
        return Tensor.From<long>([.. part.Strings(Facts.Target).Select(cell => labels.TryGetValue(cell.Trim(), out long label)
            ? label
            : throw new DataFormatException($"{Facts.Name}: the class '{cell.Trim()}' of '{Facts.Target}' is not in the training part. Give all parts the same classes."))], [part.Count]);
    }

    double MajorityAccuracy(Table train, Table test)
    {
        string majority = train.Strings(Facts.Target).CountBy(cell => cell.Trim()).MaxBy(pair => pair.Value).Key;
        return test.Strings(Facts.Target).Average(cell => cell.Trim() == majority ? 1.0 : 0);
    }

    double MeanError(Table train, Table test)
    {
        double mean = train.Doubles(Facts.Target).Average();
        return Math.Sqrt(test.Doubles(Facts.Target).Average(value => (value - mean) * (value - mean)));
    }
}
