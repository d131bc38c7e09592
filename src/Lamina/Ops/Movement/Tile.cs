namespace Lamina;

public sealed partial class Tensor
{
    /// <summary>The whole tensor repeated along each axis. With more counts than axes, new axes come in front; with fewer, the first axes are not repeated.</summary>
    /// <param name="counts">How often, for each of the last axes.</param>
    /// <exception cref="ShapeException">A count is negative.</exception>
    public Tensor Tile(params ReadOnlySpan<long> counts)
    {
        int rank = Math.Max(Rank, counts.Length);
        List<long> apart = [], repeated = [];
        long[] result = new long[rank];
        for (int i = 0; i < rank; i++)
        {
            long size = i < rank - Rank ? 1 : Shape[i - (rank - Rank)], count = i < rank - counts.Length ? 1 : counts[i - (rank - counts.Length)];
            if (count < 0)
                throw new ShapeException($"Tile: [{string.Join(", ", counts.ToArray())}] repeats {Shape} a negative number of times.");
            apart.AddRange([1, size]);
            repeated.AddRange([count, size]);
            result[i] = size * count;
        }

        return Reshape([.. apart]).Expand([.. repeated]).Reshape(result);
    }

    /// <summary>Every element of an axis repeated in place.</summary>
    /// <param name="count">How often.</param>
    /// <param name="axis">The axis; over all elements in row-major order if null.</param>
    /// <exception cref="ShapeException">The count is negative.</exception>
    public Tensor RepeatInterleave(long count, int? axis = null)
    {
        if (axis is not { } along)
            return Reshape(-1).RepeatInterleave(count, 0);
        if (count < 0)
            throw new ShapeException($"RepeatInterleave: {count} times along axis {along} of {Shape}; a count is 0 or more.");
        int at = Axis(along);
        return Unsqueeze(at + 1).Expand(Shape.Insert(at + 1, count)).Reshape(Shape.With(at, Shape[at] * count));
    }

    /// <summary>Every element of an axis repeated in place, each as often as its count says. Reads the counts to the host.</summary>
    /// <param name="counts">Integers, one for each element of the axis.</param>
    /// <param name="axis">The axis; over all elements in row-major order if null.</param>
    /// <exception cref="ShapeException">The number of counts is not that of the elements, or one is negative.</exception>
    public Tensor RepeatInterleave(Tensor counts, int? axis = null)
    {
        if (axis is not { } along)
            return Reshape(-1).RepeatInterleave(counts, 0);
        int at = Axis(along);
        long[] times = counts.ToArray<long>();
        if (times.Length != Shape[at] || Array.Exists(times, t => t < 0))
            throw new ShapeException($"RepeatInterleave: counts of shape {counts.Shape} for axis {along} of {Shape}. Give one for each of its {Shape[at]} elements, 0 or more.");
        long[] places = [.. times.SelectMany((t, i) => Enumerable.Repeat((long)i, checked((int)t)))];
        return IndexSelect(at, From<long>(places, [places.Length]));
    }
}
