using System.Diagnostics;
using System.Globalization;
using System.Text;
using Lamina.Data;
using Lamina.Models.Graphs;
using Lamina.NN;
using Lamina.Onnx;
using Lamina.Pipelines;

namespace Lamina.Recipes.Graphs;

/// <summary>
/// Kipf and Welling's graph network on Cora: the subjects of 2,708 papers from their words and citations, of which 140 are known. The number is the mean over 100 networks
/// that start with other weights, as in the paper. The run keeps the first one. A run with a limit is a quick look, of 3 networks.
/// </summary>
public sealed class CoraGcn : RepeatedRecipe
{
    const int Networks = 100, QuickNetworks = 3, UnlinkedNetworks = 5, Words = 1433;

    /// <inheritdoc/>
    public override string Name => "cora-gcn";

    /// <inheritdoc/>
    public override string Task => "tell the subject of a paper from its words and citations";

    /// <inheritdoc/>
    public override string Data => "planetoid-cora";

    /// <inheritdoc/>
    public override string Metric => "accuracy";

    /// <inheritdoc/>
    public override double Target => 0.81;

    /// <inheritdoc/>
    public override string Source => "a target of this project; Kipf, Welling, arXiv:1609.02907 (2017) have 81.5 %, a mean over 100 networks as well";

    /// <inheritdoc/>
    public override double Minutes => 2;

    /// <inheritdoc/>
    public override RecipeSettings Defaults => new() { Epochs = 200, BatchSize = 140, LearningRate = 0.01 };

    /// <inheritdoc/>
    public override QuickForm Quick => new(Defaults with { Epochs = 100, Limit = 140 }, Margin: 0.4);

    /// <inheritdoc/>
    public override Shape InputShape => [Words];

    /// <inheritdoc/>
    public override IReadOnlyList<string> ClassNames { get; } = ["Theory", "Reinforcement_Learning", "Genetic_Algorithms", "Neural_Networks", "Probabilistic_Methods", "Case_Based", "Rule_Learning"];

    /// <inheritdoc/>
    protected override OnnxExportOptions OnnxOptions => new()
    {
        InputNames = ["words", "graph"],
        OutputNames = ["subjects"],
        DynamicAxes = [new OnnxDynamicAxis(0, 0, "papers"), new OnnxDynamicAxis(1, 0, "papers"), new OnnxDynamicAxis(1, 1, "papers")],
    };

    /// <summary>Words of each paper [papers, 1433], and the graph, dense: [papers, papers].</summary>
    /// <param name="batch">How many papers.</param>
    public override IReadOnlyList<Tensor> Examples(long batch) => [Tensor.Uniform([batch, Words], 0, 1, generator: new Generator(1)), Tensor.Uniform([batch, batch], 0, 1, generator: new Generator(2))];

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor> Call(Module network, IReadOnlyList<Tensor> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return [((Gcn)network).Forward(inputs[0], inputs[1])];
    }

    /// <inheritdoc/>
    public override Module BuildModule() => new Gcn(Words, ClassNames.Count);

    /// <inheritdoc/>
    protected override RecipeResult Repeat(RecipeRun run, bool keeps)
    {
        ArgumentNullException.ThrowIfNull(run);
        RecipeSettings settings = run.Settings;
        CitationGraph all = Planetoid.Cora.Load(run.Data, progress: run.Download, cancellationToken: run.Cancellation);
        PaperGraph papers = PaperGraph.Of(all);
        IReadOnlyList<long> known = settings.Limit > 0 ? [.. all.Train.Take((int)settings.Limit)] : all.Train, part = run.MeasuresTest ? all.Test : all.Validation;
        long start = Stopwatch.GetTimestamp();
        int count = settings.Limit > 0 ? QuickNetworks : Networks;
        List<double> values = [], chosen = [];
        for (int i = 0; i < count; i++)
        {
            StringBuilder? log = keeps && i == 0 ? new StringBuilder("epoch,learning_rate,loss,val_accuracy\n") : null;
            (Gcn network, double validation, long[] answers) = Trained(run, papers, known, all.Validation, i, log);
            values.Add(papers.Accuracy(answers, part));
            chosen.Add(validation);
            if (log is not null)
                Keep(run, network, log);
            if (run.Verbose && (i + 1) % 10 == 0)
                Console.WriteLine(FormattableString.Invariant($"{i + 1} of {count} networks: validation accuracy {100 * chosen.Average():0.00} %"));
        }

        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        PaperGraph unlinked = papers.Unlinked();
        double[] alone = [.. Enumerable.Range(0, Math.Min(count, UnlinkedNetworks)).Select(i => papers.Accuracy(Trained(run, unlinked, known, all.Validation, i).Answers, part))];
        long usual = known.CountBy(paper => papers.Labels[paper]).MaxBy(pair => pair.Value).Key;
        RecipeScore score = new(values.Average(), part.Average(paper => papers.Labels[paper] == usual ? 1.0 : 0))
        {
            Details = new Dictionary<string, double>
            {
                ["networks"] = count,
                ["deviation"] = Deviation.Of(values),
                ["least"] = values.Min(),
                ["best"] = values.Max(),
                ["validation"] = chosen.Average(),
                ["withoutLinks"] = alone.Average(),
            },
        };
        return ResultOf(run, BuildModule().ParameterCount, score, keeps ? seconds : 0, (long)known.Count * settings.Epochs * count);
    }

    (Gcn Network, double Validation, long[] Answers) Trained(RecipeRun run, PaperGraph papers, IReadOnlyList<long> known, IReadOnlyList<long> validation, int number, StringBuilder? log = null)
    {
        // Seeds of one run are not those of the next.
        Tensor.Seed((run.Settings.Seed * 1000) + number);
        Gcn network = (Gcn)BuildModule();
        (double best, long[] answers) = new GcnTraining(papers, known, validation).Run(
            network,
            run.Settings,
            run.Cancellation,
            log is null ? null : (epoch, loss, accuracy) => log.Append(CultureInfo.InvariantCulture, $"{epoch},{run.Settings.LearningRate:R},{loss:R},{accuracy:R}\n"));
        return (network, best, answers);
    }

    void Keep(RecipeRun run, Gcn network, StringBuilder log)
    {
        run.Folder.SaveWeights(network);
        AtomicFile.Write(run.Folder.Metrics, stream => stream.Write(Encoding.UTF8.GetBytes(log.ToString())));
        new NodeClassification(network, ClassNames).Save(run.Folder.Path);
    }
}
