namespace Lamina.Data;

/// <summary>Papers with their words, their subjects, and who cites whom.</summary>
/// <param name="Name">What errors and tables call it.</param>
/// <param name="Features">The words of each paper: float32 [papers, words].</param>
/// <param name="Labels">The subject of each paper: int64 [papers].</param>
/// <param name="Edges">Links between papers: int64 [2, links]. Each link is there in both directions, once, in order of its first end; none leads to its own paper.</param>
/// <param name="ClassNames">The name of each subject, indexed by the label; empty where the files do not say.</param>
public sealed record CitationGraph(string Name, Tensor Features, Tensor Labels, Tensor Edges, IReadOnlyList<string> ClassNames)
{
    /// <summary>How many papers.</summary>
    public long Count => Features.Shape[0];

    /// <summary>The papers to train on, by the published split; empty where there is none.</summary>
    public IReadOnlyList<long> Train { get; init; } = [];

    /// <summary>The papers to validate on, by the published split; empty where there is none.</summary>
    public IReadOnlyList<long> Validation { get; init; } = [];

    /// <summary>The papers to test on, by the published split; empty where there is none.</summary>
    public IReadOnlyList<long> Test { get; init; } = [];

    /// <summary>Links in both directions, once each, none to itself.</summary>
    internal static Tensor Links(IEnumerable<(long From, long To)> cited)
    {
        (long From, long To)[] links = [.. cited.Where(link => link.From != link.To).SelectMany(link => ((long From, long To)[])[link, (link.To, link.From)]).Distinct().Order()];
        return Tensor.From<long>([.. links.Select(link => link.From), .. links.Select(link => link.To)], [2, links.Length]);
    }
}
