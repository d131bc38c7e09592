using Lamina.Models.Graphs;
using Lamina.NN;

namespace Lamina.Pipelines;

/// <summary>A graph in, a class for each of its nodes out.</summary>
/// <example><code>
/// NodeClassification subjects = Pipeline.Load&lt;NodeClassification&gt;("runs/cora-gcn-1");
/// CitationGraph papers = Planetoid.Cora.Load();
/// Answer answer = subjects.Classify(papers.Features, papers.Edges)[0];
/// </code></example>
public sealed class NodeClassification : Pipeline
{
    const int MostFeatures = 1_000_000, MostHidden = 4096, MostClasses = 10_000;

    /// <summary>The kind by which <c>pipeline.json</c> names it.</summary>
    public const string KindName = "node-classification";

    readonly Gcn _network;

    /// <summary>A pipeline of a network.</summary>
    /// <param name="network">The network. It is put into evaluation mode.</param>
    /// <param name="classNames">The names of the classes, in the order of the network's outputs.</param>
    /// <exception cref="PipelineException">There is not one name for each class.</exception>
    public NodeClassification(Gcn network, IReadOnlyList<string> classNames)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(classNames);
        if (classNames.Count != network.Second.OutFeatures)
            throw new PipelineException($"{classNames.Count} names for a network of {network.Second.OutFeatures} classes. Give one for each.");
        (_network, ClassNames) = (network, [.. classNames]);
        network.Eval();
    }

    /// <summary>The names of the classes.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <inheritdoc/>
    public override Module Network => _network;

    /// <inheritdoc/>
    public override string Kind => KindName;

    /// <summary>The class of each node.</summary>
    /// <param name="features">float32 [nodes, features], as those of the training: each row is divided by its sum here.</param>
    /// <param name="edges">Integers [2, links]: the ends of each link, in both directions.</param>
    /// <exception cref="PipelineException">The features are of another width.</exception>
    /// <exception cref="IndexException">A link leads to a node that is not there.</exception>
    public IReadOnlyList<Answer> Classify(Tensor features, Tensor edges)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(edges);
        if (features.Rank != 2 || features.Shape[1] != _network.First.InFeatures)
            throw new PipelineException($"The network takes {_network.First.InFeatures} features of each node, [nodes, {_network.First.InFeatures}]; got {features.Shape}. Give those that it was trained on.");
        SparseMatrix graph = GraphConvolution.Propagation(edges, features.Shape[0]);
        using GradientScope off = Gradients.Off();
        Tensor sums = features.Abs().Sum([1], keepDims: true);
        return Answer.Of(_network.Forward(SparseMatrix.From(features / Tensor.Where(sums.EqualTo(0), 1, sums)), graph), ClassNames);
    }

    /// <inheritdoc/>
    protected override void Describe(PipelineFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        file.Set("features", _network.First.InFeatures);
        file.Set("hidden", _network.First.OutFeatures);
        file.Set("classes", ClassNames);
    }

    /// <summary>Builds the pipeline that a file describes.</summary>
    internal static NodeClassification Read(PipelineFile file)
    {
        int features = file.Int("features", 1, MostFeatures), hidden = file.Int("hidden", 1, MostHidden);
        file.CheckWeights("hidden", (long)features * hidden);
        IReadOnlyList<string> classes = file.Texts("classes", MostClasses);
        return classes.Count > 0 ? new NodeClassification(new Gcn(features, classes.Count, hidden), classes) : throw file.Fault("classes", "the names of the classes");
    }
}
