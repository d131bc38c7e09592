using Lamina.Data;
using Lamina.Models.Graphs;

namespace Lamina.Recipes.Graphs;

/// <summary>A citation graph as a graph network takes it.</summary>
/// <param name="Words">The words of each paper, each row divided by its sum.</param>
/// <param name="Graph">What <see cref="GraphConvolution.Propagation"/> makes of the links.</param>
/// <param name="Labels">The subject of each paper.</param>
internal sealed record PaperGraph(SparseMatrix Words, SparseMatrix Graph, long[] Labels)
{
    /// <summary>Makes it of a set.</summary>
    public static PaperGraph Of(CitationGraph papers) => new(
        SparseMatrix.From(papers.Features / Tensor.Maximum(papers.Features.Sum([1], keepDims: true), 1)),
        GraphConvolution.Propagation(papers.Edges, papers.Count),
        papers.Labels.ToArray<long>());

    /// <summary>The same papers without a link.</summary>
    public PaperGraph Unlinked() => this with { Graph = GraphConvolution.Propagation(Tensor.Zeros([2, 0], DType.Int64), Labels.Length) };

    /// <summary>The share of papers of a part that are answered rightly.</summary>
    /// <param name="answers">The subject that is answered for each paper of the graph.</param>
    /// <param name="part">The papers of the part.</param>
    public double Accuracy(long[] answers, IReadOnlyList<long> part) => part.Average(paper => answers[paper] == Labels[paper] ? 1.0 : 0);
}
