using Lamina.NN;

namespace Lamina.Models.Graphs;

/// <summary>
/// The two-layer graph convolutional network: Â·relu(Â·x·W₀)·W₁, with dropout before each layer. Features [nodes, in] and the graph that
/// <see cref="GraphConvolution.Propagation"/> makes → logits [nodes, classes]. Keys: <c>conv1.weight</c> [in, hidden], <c>conv2.weight</c> [hidden, classes].
/// </summary>
/// <remarks><b>Source:</b> Kipf, Welling: Semi-supervised classification with graph convolutional networks, arXiv:1609.02907 (2017).</remarks>
public sealed class Gcn : Module<Tensor, SparseMatrix, Tensor>
{
    readonly GraphConvolution _conv1, _conv2;
    readonly Dropout _dropout;

    /// <summary>Makes a network with random weights.</summary>
    /// <param name="features">Features of a node.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="hidden">Features between the layers; 16 in the paper.</param>
    /// <param name="dropout">Probability that a number is dropped in training; 0.5 in the paper.</param>
    /// <exception cref="ShapeException">A size is below 1.</exception>
    /// <exception cref="NumericException">The dropout is no probability.</exception>
    public Gcn(long features, long classes, long hidden = 16, double dropout = 0.5) =>
        (_conv1, _conv2, _dropout) = (new GraphConvolution(features, hidden), new GraphConvolution(hidden, classes), new Dropout(dropout));

    /// <summary>The first layer, of which alone the paper's weights decay.</summary>
    public GraphConvolution First => _conv1;

    /// <summary>The second layer.</summary>
    public GraphConvolution Second => _conv2;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor first, SparseMatrix second) => Rest(_conv1.Call(_dropout.Call(first), second), second);

    /// <summary>The same from features of which most are 0: what is dropped of them is drawn for those alone that are kept.</summary>
    /// <param name="features">[nodes, in].</param>
    /// <param name="graph">[nodes, nodes].</param>
    /// <exception cref="ShapeException">The sizes do not fit.</exception>
    public Tensor Forward(SparseMatrix features, SparseMatrix graph)
    {
        ArgumentNullException.ThrowIfNull(features);
        return Rest(_conv1.Forward(features.With(_dropout.Call(features.Values)), graph), graph);
    }

    /// <summary>The same over a graph that is kept dense, as ONNX has it.</summary>
    /// <param name="features">[nodes, in].</param>
    /// <param name="graph">[nodes, nodes].</param>
    /// <exception cref="ShapeException">The sizes do not fit.</exception>
    public Tensor Forward(Tensor features, Tensor graph) =>
        _conv2.Forward(_dropout.Call(_conv1.Forward(_dropout.Call(features), graph).Relu()), graph);

    Tensor Rest(Tensor hidden, SparseMatrix graph) => _conv2.Call(_dropout.Call(hidden.Relu()), graph);
}
