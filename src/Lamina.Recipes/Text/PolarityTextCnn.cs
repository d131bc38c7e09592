using System.Diagnostics;
using Lamina.Data;
using Lamina.Data.Text;
using Lamina.Models.Text;
using Lamina.NN;
using Lamina.Pipelines;
using Lamina.Training;

namespace Lamina.Recipes.Text;

/// <summary>
/// Kim's convolutional network on sentences of film reviews, measured by cross-validation with ten parts: each sentence is judged by a network that never saw it. Of the nine
/// other parts a tenth chooses the best epoch; what is left gives the vocabulary, its 9,998 most frequent words. The run keeps the network of the first part. A run with a limit is a quick look, of three
/// of the parts.
/// </summary>
public sealed class PolarityTextCnn : RepeatedRecipe
{
    const int Folds = 10, QuickFolds = 3, Rows = 10_000, MaxTokens = 100, Patience = 2;
    const double DevShare = 0.1;

    /// <inheritdoc/>
    public override string Name => "polarity-textcnn";

    /// <inheritdoc/>
    public override string Task => "tell praise from blame in a sentence of a film review";

    /// <inheritdoc/>
    public override string Data => "rt-polarity";

    /// <inheritdoc/>
    public override string Metric => "accuracy";

    /// <inheritdoc/>
    public override double Target => 0.755;

    /// <inheritdoc/>
    public override string Source => "a target of this project; Kim, arXiv:1408.5882 (2014) has 76.1 % for CNN-rand, ten-fold";

    /// <inheritdoc/>
    public override double Minutes => 10;

    /// <inheritdoc/>
    public override RecipeSettings Defaults => new() { Epochs = 6, BatchSize = 50, LearningRate = 1e-3 };

    /// <inheritdoc/>
    public override QuickForm Quick => new(Defaults with { Epochs = 3, Limit = 2400, LearningRate = 2e-3 }, Margin: 0.05);

    /// <inheritdoc/>
    public override Shape InputShape => [24];

    /// <inheritdoc/>
    public override IReadOnlyList<string> ClassNames => MovieSentences.ClassNames;

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor> Examples(long batch) => [Tensor.RandInt([batch, .. InputShape], 0, Rows, generator: new Generator(1))];

    /// <inheritdoc/>
    public override Module<Tensor, Tensor> BuildModule() => new TextCnn(Rows, ClassNames.Count, dimension: 128);

    /// <inheritdoc/>
    public override Model BuildModel(RecipeSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return BuildModule().Compile(new Adam(settings.LearningRate), Loss.SparseCategoricalCrossEntropy(fromLogits: true), Training.Metric.Accuracy);
    }

    /// <inheritdoc/>
    protected override RecipeResult Repeat(RecipeRun run, bool keeps)
    {
        ArgumentNullException.ThrowIfNull(run);
        RecipeSettings settings = run.Settings;
        IDataset<LabelledText> all = MovieSentences.Load(run.Data, progress: run.Download, cancellationToken: run.Cancellation);
        int measures = settings.Limit > 0 ? QuickFolds : Folds;
        if (settings.Limit is > 0 and var limit && limit < all.Count)
            all = all.StratifiedSplit((double)limit / all.Count, settings.Seed, text => text.Label).HeldOut;
        long start = Stopwatch.GetTimestamp(), parameters = 0, samples = 0;
        List<double> values = [], dev = [], bags = [], usual = [];
        foreach (((IDataset<LabelledText> rest, IDataset<LabelledText> test), int fold) in all.StratifiedFolds(Folds, settings.Seed, text => text.Label).Take(measures).Select((parts, fold) => (parts, fold)))
        {
            (IDataset<LabelledText> train, IDataset<LabelledText> held) = rest.StratifiedSplit(DevShare, settings.Seed + fold, text => text.Label);
            WordTokenizer words = SentencePart.Words(train, maxWords: Rows - 2);
            SentencePart learnt = new(train, words, MaxTokens), chosen = new(held, words, MaxTokens);
            (Model model, double best, int epochs) = Fitted(run, learnt, chosen, settings.Seed + fold, logs: keeps && fold == 0);
            if (keeps && fold == 0)
                Keep(run, model, words);
            SentencePart measured = run.MeasuresTest ? new SentencePart(test, words, MaxTokens) : chosen;
            values.Add(model.Evaluate(measured, FitRecipe.EvaluationBatch, run.Cancellation)["accuracy"]);
            dev.Add(best);
            bags.Add(BagOfWords.Accuracy(Rows, learnt.Texts, measured.Texts, ClassNames.Count));
            usual.Add(Baselines.MostFrequent(learnt, measured));
            (parameters, samples) = (model.ParameterCount, samples + (epochs * learnt.Count));
            if (run.Verbose)
                Console.WriteLine(FormattableString.Invariant($"part {fold + 1} of {measures}: accuracy {100 * values[^1]:0.00} %, best epoch on its own validation part {100 * best:0.00} %, bag of words {100 * bags[^1]:0.00} %"));
        }

        RecipeScore score = new(values.Average(), usual.Average())
        {
            Details = new Dictionary<string, double>
            {
                ["bagOfWords"] = bags.Average(),
                ["validation"] = dev.Average(),
                ["deviationOfParts"] = Deviation.Of(values),
                ["leastPart"] = values.Min(),
                ["bestPart"] = values.Max(),
            },
        };
        return ResultOf(run, parameters, score, keeps ? Stopwatch.GetElapsedTime(start).TotalSeconds : 0, samples);
    }

    // The network with the weights of the epoch that did best on the validation part, and how many epochs it had.
    (Model Model, double Best, int Epochs) Fitted(RecipeRun run, SentencePart train, SentencePart validation, long seed, bool logs)
    {
        RecipeSettings settings = run.Settings;
        Tensor.Seed(seed);
        Model model = BuildModel(settings);
        EarlyStopping best = new("val_accuracy", Patience, higherIsBetter: true);
        History history = model.Fit(
            train.Shuffled(settings.BatchSize, seed),
            settings.Epochs,
            validation,
            logs ? [best, new CsvLog(run.Folder.Metrics, append: false), new JsonLog(run.Folder.MetricLines), new WarningLog(run.Folder.Warnings)] : [best],
            Verbosity.Silent,
            cancellationToken: run.Cancellation);
        run.Cancellation.ThrowIfCancellationRequested();
        return (model, best.Best, history.Epochs.Count);
    }

    void Keep(RecipeRun run, Model model, WordTokenizer words)
    {
        run.Folder.SaveWeights(model.Module);
        new TextClassification(words, (TextCnn)model.Module, ClassNames, MaxTokens).Save(run.Folder.Path);
    }
}
