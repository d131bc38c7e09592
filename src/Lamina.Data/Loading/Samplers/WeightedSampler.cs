namespace Lamina.Data;

/// <summary>Samples drawn with probabilities of their own, each time from all: one may come several times in an epoch, or not at all.</summary>
/// <remarks>Counterpart: PyTorch's <c>WeightedRandomSampler</c> with <c>replacement=True</c>.</remarks>
public sealed class WeightedSampler : ISampler
{
    const ulong Stream = 0x5753_0000_0000_0000;

    readonly double[] _sums;
    readonly long _seed;

    /// <summary>A sampler over a set.</summary>
    /// <param name="weights">How likely each sample is, compared to the others; they need not sum to 1.</param>
    /// <param name="count">How many samples are drawn in an epoch; as many as the set has if null.</param>
    /// <param name="seed">What the draws depend on, besides the epoch.</param>
    /// <exception cref="ArgumentOutOfRangeException">A weight is negative or no number, or all are 0.</exception>
    public WeightedSampler(IReadOnlyList<double> weights, long? count = null, long seed = 0)
    {
        ArgumentNullException.ThrowIfNull(weights);
        Count = count ?? weights.Count;
        ArgumentOutOfRangeException.ThrowIfNegative(Count, nameof(count));
        (_sums, _seed) = (new double[weights.Count], seed);
        double sum = 0;
        for (int i = 0; i < _sums.Length; i++)
        {
            if (!(weights[i] >= 0))
                throw new ArgumentOutOfRangeException(nameof(weights), weights[i], $"The weight of sample {i} is not a number of 0 or above.");
            _sums[i] = sum += weights[i];
        }

        if (Count > 0 && !(sum > 0 && double.IsFinite(sum)))
            throw new ArgumentOutOfRangeException(nameof(weights), sum, "The sum of the weights is to be finite and above 0.");
    }

    /// <inheritdoc/>
    public long Count { get; }

    /// <summary>A sampler that draws every class equally often, however many samples it has.</summary>
    /// <param name="labels">The class of each sample, as <see cref="DatasetExtensions.Labels"/> gives them.</param>
    /// <param name="count">How many samples are drawn in an epoch; as many as the set has if null.</param>
    /// <param name="seed">What the draws depend on, besides the epoch.</param>
    public static WeightedSampler Balanced(IReadOnlyList<long> labels, long? count = null, long seed = 0)
    {
        Dictionary<long, int> sizes = labels.CountBy(label => label).ToDictionary();
        return new WeightedSampler([.. labels.Select(label => 1.0 / sizes[label])], count, seed);
    }

    /// <inheritdoc/>
    public long[] Order(long epoch, int batchSize)
    {
        Draws draws = new(_seed, Stream, 0, epoch);
        long[] order = new long[Count];
        for (long i = 0; i < order.Length; i++)
        {
            // The first sum above the draw; where sums are equal, a weight is 0, and the sample behind it is not drawn.
            double draw = draws.Uniform() * _sums[^1];
            int low = 0, high = _sums.Length - 1;
            while (low < high)
            {
                int middle = (low + high) / 2;
                if (_sums[middle] > draw)
                    high = middle;
                else
                    low = middle + 1;
            }

            order[i] = low;
        }

        return order;
    }
}
