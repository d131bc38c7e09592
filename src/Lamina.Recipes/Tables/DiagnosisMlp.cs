using System.Diagnostics;
using Lamina.Data;
using Lamina.NN;
using Lamina.Training;

namespace Lamina.Recipes.Tables;

/// <summary>
/// A small network on the Wisconsin breast cancer table, measured by cross-validation with ten parts: each sample is judged by a network that never saw it. The run's folder gets the
/// judgement of each sample with what each score contributed to it, the ROC and the calibration curve, and a network trained on all samples.
/// </summary>
public sealed class DiagnosisMlp : Recipe
{
    const int Folds = 10;

    /// <inheritdoc/>
    public override string Name => "diagnosis-mlp";

    /// <inheritdoc/>
    public override string Task => "tell malignant from benign samples";

    /// <inheritdoc/>
    public override string Data => "breast-cancer";

    /// <inheritdoc/>
    public override string Metric => "auroc";

    /// <inheritdoc/>
    public override double Target => 0.99;

    /// <inheritdoc/>
    public override string Source => "a target of this project; data of Wolberg and Mangasarian (1990)";

    /// <inheritdoc/>
    public override double Minutes => 0.2;

    /// <inheritdoc/>
    public override RecipeSettings Defaults => new() { Epochs = 40, BatchSize = 32, LearningRate = 2e-3 };

    /// <inheritdoc/>
    public override Shape InputShape => [BreastCancer.Columns.Count];

    /// <inheritdoc/>
    public override IReadOnlyList<string> ClassNames { get; } = ["benign", "malignant"];

    /// <inheritdoc/>
    public override QuickForm Quick => new(Defaults with { Epochs = 10 }, Margin: 0.4);

    /// <inheritdoc/>
    public override Module<Tensor, Tensor> BuildModule() => new Sequential(
        new Linear(BreastCancer.Columns.Count, 32), new Relu(), new Dropout(0.2),
        new Linear(32, 16), new Relu(),
        new Linear(16, 1));

    /// <inheritdoc/>
    public override Model BuildModel(RecipeSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return BuildModule().Compile(new AdamW(settings.LearningRate), Loss.BinaryCrossEntropyWithLogits(), Training.Metric.Accuracy);
    }

    /// <inheritdoc/>
    public override RecipeResult Train(RecipeRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArrayDataset all = Open(run);
        long start = Stopwatch.GetTimestamp();
        (List<double> perFold, List<Diagnosis> diagnoses) = Judge(run, all);
        (Model last, Normalization whole) = Fitted(run, all, run.Settings.Seed);
        last.Preprocessing = new Preprocessing { Table = Columns(whole), ClassNames = ClassNames };
        run.Folder.SaveWeights(last.Module);
        last.Save(run.Folder.Model);
        DiagnosisReport.Write(run.Folder, diagnoses);
        RecipeResult result = Result(run, perFold, diagnoses, Stopwatch.GetElapsedTime(start).TotalSeconds);
        run.Folder.WriteResult(result);
        return result;
    }

    /// <summary>Judges anew by cross-validation, training each part's network again: the network of the run's folder has seen all samples, and there is nothing to measure it on.</summary>
    public override RecipeResult Evaluate(RecipeRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        (List<double> perFold, List<Diagnosis> diagnoses) = Judge(run, Open(run));
        return Result(run, perFold, diagnoses, seconds: 0);
    }

    // Each sample by a network that never saw it.
    (List<double> PerFold, List<Diagnosis> Diagnoses) Judge(RecipeRun run, ArrayDataset all)
    {
        List<double> perFold = [];
        List<Diagnosis> diagnoses = [];
        foreach (((ArrayDataset train, ArrayDataset heldOut), int fold) in all.StratifiedFolds(Folds, run.Settings.Seed).Select((parts, fold) => (parts, fold)))
        {
            (Model model, Normalization scale) = Fitted(run, train, run.Settings.Seed + fold);
            IReadOnlyList<Diagnosis> found = Diagnosis.Of(model, heldOut.Normalize(scale));
            perFold.Add(DiagnosisReport.Auroc(found));
            diagnoses.AddRange(found);
            if (run.Verbose)
                Console.WriteLine(FormattableString.Invariant($"part {fold + 1} of {Folds}: AUROC {perFold[^1]:0.0000}"));
        }

        return (perFold, diagnoses);
    }

    static ArrayDataset Open(RecipeRun run)
    {
        ArrayDataset all = BreastCancer.Load(run.Data);
        if (all.Info.IsGenerated)
            throw new MissingDataException($"{BreastCancer.Entry.Title} is not on this machine. Place {BreastCancer.Entry.Layouts[0].Files[0].Name} into the folder that --data or {DataFolders.Variable} names, below tabular/; a drawn table would prove nothing.");
        return run.Settings.Limit > 0 ? all.Take(run.Settings.Limit) : all;
    }

    (Model Model, Normalization Scale) Fitted(RecipeRun run, ArrayDataset train, long seed)
    {
        RecipeSettings settings = run.Settings;
        Tensor.Seed(seed);
        Normalization scale = Normalization.Fit(train, axis: 0);
        Model model = BuildModel(settings);
        long steps = settings.Epochs * ((train.Count + settings.BatchSize - 1) / settings.BatchSize);
        model.Fit(
            train.Normalize(scale),
            epochs: settings.Epochs,
            batchSize: settings.BatchSize,
            seed: seed,
            verbose: Verbosity.Silent,
            callbacks: [LearningRateSchedule.ByStep(Schedule.Cosine(settings.LearningRate, steps))],
            cancellationToken: run.Cancellation);
        run.Cancellation.ThrowIfCancellationRequested();
        return (model, scale);
    }

    // The columns of the published file have no names: the first is the sample's number, nine scores follow.
    static TablePreprocessing Columns(Normalization scale) => new(
    [
        .. scale.Means.Select((mean, column) => new NumberEncoder
        {
            Column = $"{column + 1}",
            Fill = mean,
            HasIndicator = false,
            Low = double.NegativeInfinity,
            High = double.PositiveInfinity,
            IsLogarithmic = false,
            Center = mean,
            Scale = scale.Deviations[column],
        }),
    ]);

    RecipeResult Result(RecipeRun run, List<double> perFold, List<Diagnosis> diagnoses, double seconds)
    {
        return ResultOf(run, BuildModule().ParameterCount, new RecipeScore(perFold.Average(), Baseline: 0.5)
        {
            Details = new Dictionary<string, double>
            {
                ["deviation between the parts"] = Deviation.Of(perFold),
                ["auroc of all together"] = DiagnosisReport.Auroc(diagnoses),
                ["sensitivity at 95 % specificity"] = DiagnosisReport.Sensitivity(diagnoses, 0.95),
                ["accuracy"] = diagnoses.Average(each => each.Probability > 0.5 == each.IsMalignant ? 1.0 : 0),
                ["largest gap of an explanation"] = diagnoses.Max(each => Math.Abs(each.Contributions.Sum() - each.Difference) / Math.Abs(each.Difference)),
            },
        }, seconds, (long)diagnoses.Count * Folds * run.Settings.Epochs);
    }
}
