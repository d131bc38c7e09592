namespace Lamina.Data;

/// <summary>All samples in random order, but so that every batch has each class in its share of the set, to within about one sample.</summary>
/// <remarks>The samples of a class, in random order, stand at equal distances along the epoch, from a random beginning.</remarks>
public sealed class StratifiedSampler : ISampler
{
    const ulong OrderStream = 0x534F_0000_0000_0000, OffsetStream = 0x5346_0000_0000_0000;

    readonly long[] _labels;
    readonly Dictionary<long, int> _sizes;
    readonly long _seed;

    /// <summary>A sampler over a set.</summary>
    /// <param name="labels">The class of each sample, as <see cref="DatasetExtensions.Labels"/> gives them.</param>
    /// <param name="seed">What the orders depend on, besides the epoch.</param>
    public StratifiedSampler(IReadOnlyList<long> labels, long seed = 0)
    {
        ArgumentNullException.ThrowIfNull(labels);
        (_labels, _seed) = ([.. labels], seed);
        _sizes = _labels.CountBy(label => label).ToDictionary();
    }

    /// <inheritdoc/>
    public long Count => _labels.Length;

    /// <inheritdoc/>
    public long[] Order(long epoch, int batchSize)
    {
        Draws draws = new(_seed, OffsetStream, 0, epoch);
        Dictionary<long, double> next = [];
        foreach (long label in _sizes.Keys.Order())
            next[label] = draws.Uniform();
        long[] order = Shuffle.Order(Count, _seed, OrderStream + unchecked((ulong)epoch));
        double[] places = new double[order.Length];
        for (int i = 0; i < order.Length; i++)
        {
            long label = _labels[order[i]];
            places[i] = next[label]++ / _sizes[label];
        }

        // Places that are equal go by number, as everything does that chance has not decided.
        (double Place, long Sample)[] row = [.. places.Zip(order)];
        Array.Sort(row);
        return [.. row.Select(entry => entry.Sample)];
    }
}
