namespace Lamina.Data;

/// <summary>What makes rare classes count as much as frequent ones: weights for the loss, or a choice of samples.</summary>
public static class ClassBalance
{
    const ulong Stream = 0x4342_0000_0000_0000;

    /// <summary>The weight of each class: n / (classes · n_class), so that the mean weight of a sample is 1. As scikit-learn's <c>balanced</c>; for <c>Model.ClassWeights</c>.</summary>
    /// <param name="labels">The class of each sample of the training part, as <see cref="DatasetExtensions.Labels"/> gives them.</param>
    public static IReadOnlyDictionary<long, double> Weights(IReadOnlyList<long> labels)
    {
        Dictionary<long, int> counts = Counts(labels);
        return counts.OrderBy(pair => pair.Key).ToDictionary(pair => pair.Key, pair => (double)labels.Count / ((double)counts.Count * pair.Value));
    }

    /// <summary>The numbers of samples such that each class has as many as the rarest: of the others some are left out by chance. In ascending order.</summary>
    /// <param name="labels">The class of each sample.</param>
    /// <param name="seed">What the choice depends on.</param>
    public static IReadOnlyList<long> UnderSample(IReadOnlyList<long> labels, long seed = 0)
    {
        int count = Counts(labels).Values.Min();
        return [.. ByClass(labels, seed).SelectMany(members => members.Take(count)).Order()];
    }

    /// <summary>The numbers of samples such that each class has as many as the most frequent: the others' come several times, each as often as any other but for one. In ascending order.</summary>
    /// <param name="labels">The class of each sample.</param>
    /// <param name="seed">What the choice depends on.</param>
    public static IReadOnlyList<long> OverSample(IReadOnlyList<long> labels, long seed = 0)
    {
        int count = Counts(labels).Values.Max();
        return [.. ByClass(labels, seed).SelectMany(members => Enumerable.Range(0, count).Select(i => members[i % members.Length])).Order()];
    }

    static Dictionary<long, int> Counts(IReadOnlyList<long> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        return labels.Count > 0 ? labels.CountBy(label => label).ToDictionary() : throw new ArgumentException("There are no labels.", nameof(labels));
    }

    static IEnumerable<long[]> ByClass(IReadOnlyList<long> labels, long seed) =>
        Shuffle.Order(labels.Count, seed, Stream).GroupBy(sample => labels[(int)sample]).Select(group => group.ToArray());
}
