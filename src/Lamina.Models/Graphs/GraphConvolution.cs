using Lamina.NN;

namespace Lamina.Models.Graphs;

/// <summary>
/// A convolution over a graph: y = Â·x·W, each node the weighted sum of its neighbours' features, itself among them, times a matrix.
/// Shape: [nodes, in] and a graph [nodes, nodes] → [nodes, out]. Key: <c>weight</c> [in, out].
/// </summary>
/// <remarks>
/// Starts by Glorot's uniform distribution, without a bias, as the authors' program. DType: floating point.
/// <b>Source:</b> Kipf, Welling: Semi-supervised classification with graph convolutional networks, arXiv:1609.02907 (2017).
/// </remarks>
public sealed class GraphConvolution : Module<Tensor, SparseMatrix, Tensor>
{
    /// <summary>Makes a layer with random weights.</summary>
    /// <param name="inFeatures">Features of a node.</param>
    /// <param name="outFeatures">Features that it gets.</param>
    /// <exception cref="ShapeException">A size is below 1.</exception>
    public GraphConvolution(long inFeatures, long outFeatures)
    {
        if (inFeatures < 1 || outFeatures < 1)
            throw new ShapeException($"GraphConvolution({inFeatures}→{outFeatures}): both sizes are at least 1.");

        // Fans are counted on [out, in].
        Weight = new Parameter(Init.GlorotUniform([outFeatures, inFeatures]).Transpose(0, 1).Contiguous());
    }

    /// <summary>W, [in, out].</summary>
    public Parameter Weight { get; }

    /// <summary>Features of a node.</summary>
    public long InFeatures => Weight.Shape[0];

    /// <summary>Features that it gets.</summary>
    public long OutFeatures => Weight.Shape[1];

    /// <inheritdoc/>
    public override Tensor Forward(Tensor first, SparseMatrix second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return first.Rank == 2 && first.Shape[1] == InFeatures
            ? second.Multiply(first.MatMul(Weight.Value))
            : throw new ShapeException($"{this} needs features [nodes, {InFeatures}]; got {first.Shape}.");
    }

    /// <summary>The same from features of which most are 0, such as words.</summary>
    /// <param name="features">[nodes, in].</param>
    /// <param name="graph">[nodes, nodes].</param>
    /// <exception cref="ShapeException">The sizes do not fit.</exception>
    public Tensor Forward(SparseMatrix features, SparseMatrix graph)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(graph);
        return features.Shape[1] == InFeatures
            ? graph.Multiply(features.Multiply(Weight.Value))
            : throw new ShapeException($"{this} needs features [nodes, {InFeatures}]; got {features.Shape}.");
    }

    /// <summary>The same over a graph that is kept dense, as ONNX has it.</summary>
    /// <param name="features">[nodes, in].</param>
    /// <param name="graph">[nodes, nodes].</param>
    /// <exception cref="ShapeException">The sizes do not fit.</exception>
    public Tensor Forward(Tensor features, Tensor graph)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(graph);
        return features.Rank == 2 && features.Shape[1] == InFeatures
            ? graph.MatMul(features.MatMul(Weight.Value))
            : throw new ShapeException($"{this} needs features [nodes, {InFeatures}]; got {features.Shape}.");
    }

    /// <inheritdoc/>
    public override string ToString() => $"GraphConvolution({InFeatures}→{OutFeatures})";

    /// <summary>What a graph is multiplied by: Â = D^(−½)·(A + 1)·D^(−½), where every node is its own neighbour and D counts neighbours.</summary>
    /// <param name="edges">Integers [2, links]: the ends of each link, in both directions; a link that comes twice counts once, and one to itself is there anyway.</param>
    /// <param name="nodes">How many nodes.</param>
    /// <returns>float32 [nodes, nodes]: symmetric if the links are.</returns>
    /// <exception cref="ShapeException">The links are not [2, links].</exception>
    /// <exception cref="IndexException">A link leads to a node that is not there.</exception>
    public static SparseMatrix Propagation(Tensor edges, long nodes)
    {
        ArgumentNullException.ThrowIfNull(edges);
        if (edges.Rank != 2 || edges.Shape[0] != 2)
            throw new ShapeException($"Links are [2, links], the ends of each in a column; got {edges.Shape}.");
        long[] ends = edges.To(DType.Int64).ToArray<long>();
        int links = ends.Length / 2;
        HashSet<(long From, long To)> all = [];
        for (int i = 0; i < links; i++)
        {
            if ((ulong)ends[i] >= (ulong)nodes || (ulong)ends[links + i] >= (ulong)nodes)
                throw new IndexException($"Link {i} leads from node {ends[i]} to {ends[links + i]}; there are {nodes}, counted from 0.");
            all.Add((ends[i], ends[links + i]));
        }

        for (long node = 0; node < nodes; node++)
            all.Add((node, node));
        double[] degrees = new double[nodes];
        foreach ((long from, _) in all)
            degrees[from]++;
        (long From, long To)[] sorted = [.. all.Order()];
        return SparseMatrix.From(
            Tensor.From<long>([.. sorted.Select(link => link.From)], [sorted.Length]),
            Tensor.From<long>([.. sorted.Select(link => link.To)], [sorted.Length]),
            Tensor.From<float>([.. sorted.Select(link => (float)(1 / Math.Sqrt(degrees[link.From] * degrees[link.To])))], [sorted.Length]),
            nodes,
            nodes);
    }
}
