namespace Lamina.NN;

/// <summary>What a sequence may have been, as <see cref="CtcDecoding"/> finds it.</summary>
/// <param name="Labels">The labels, without blanks.</param>
/// <param name="LogProbability">ln of its probability: of all paths that were followed for a search, of the one path that was followed for the greedy way.</param>
public sealed record CtcHypothesis(IReadOnlyList<int> Labels, double LogProbability);
