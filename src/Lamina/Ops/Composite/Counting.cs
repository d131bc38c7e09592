namespace Lamina;

public sealed partial class Tensor
{
    /// <summary>How often each of the numbers 0, 1, 2 … comes, or the sum of the weights at its places. PyTorch's <c>bincount</c>.</summary>
    /// <param name="weights">As many as this tensor has elements; 1 each if null. Gradients flow to them.</param>
    /// <param name="minLength">The least length of the result.</param>
    /// <returns>[max + 1] or longer: int64, or the weights' dtype. Reads the largest number to the host.</returns>
    /// <exception cref="DTypeException">This tensor is floating point.</exception>
    /// <exception cref="IndexException">A number is negative.</exception>
    /// <exception cref="ShapeException">There are not as many weights as elements.</exception>
    public Tensor Bincount(Tensor? weights = null, long minLength = 0)
    {
        if (DType.IsFloatingPoint() || DType == DType.Bool)
            throw new DTypeException($"Bincount: whole numbers are counted; got {Spec}. Convert with `To(DType.Int64)`, or use `Histogram`.");
        if (weights is not null && weights.Count != Count)
            throw new ShapeException($"Bincount: {Shape} numbers and {weights.Shape} weights; give one for each, or none.");
        Tensor numbers = Reshape(-1).To(DType.Int64);
        long length = Math.Max(minLength, Count == 0 ? 0 : numbers.Max().ToInt64() + 1);
        Tensor each = weights?.Reshape(-1) ?? Ones([Count], DType.Int64);
        return Zeros([length], each.DType).ScatterAdd(0, numbers, each);
    }

    /// <summary>How many elements lie in each of some bins of one width. PyTorch's <c>histogram</c>.</summary>
    /// <param name="bins">How many bins.</param>
    /// <param name="low">Where the first begins; the smallest element if null, which is read to the host.</param>
    /// <param name="high">Where the last ends, included; the largest element if null. Elements outside are left out, NaN too.</param>
    /// <param name="weights">What each element counts; 1 if null.</param>
    /// <param name="density">True to divide by the sum and by the widths, so that the area is 1.</param>
    /// <returns>The counts [bins] and the edges [bins + 1], of this tensor's floating dtype.</returns>
    /// <exception cref="NumericException">There is no bin, or low is above high.</exception>
    public (Tensor Counts, Tensor Edges) Histogram(long bins, double? low = null, double? high = null, Tensor? weights = null, bool density = false)
    {
        double first = low ?? (Count == 0 ? 0 : Min().ToDouble()), last = high ?? (Count == 0 ? 0 : Max().ToDouble());
        if (bins < 1 || !(first <= last) || !double.IsFinite(last - first))
            throw new NumericException($"Histogram: {bins} bins from {first} to {last}; give one or more, and finite ends in order.");
        if (first == last)
            (first, last) = (first - 0.5, last + 0.5);
        return Histogram(Linspace(first, last, bins + 1, DType.ToFloating()), weights, density);
    }

    /// <summary>How many elements lie in each bin between given edges, the lower one included; of the last, both. PyTorch's <c>histogram</c>.</summary>
    /// <param name="edges">[bins + 1], ascending.</param>
    /// <param name="weights">What each element counts; 1 if null.</param>
    /// <param name="density">True to divide by the sum and by the widths, so that the area is 1.</param>
    /// <returns>The counts [bins] and the edges.</returns>
    /// <exception cref="ShapeException">The edges are not 1-d, two or more, or there are not as many weights as elements.</exception>
    public (Tensor Counts, Tensor Edges) Histogram(Tensor edges, Tensor? weights = null, bool density = false)
    {
        if (edges.Rank != 1 || edges.Count < 2 || (weights is not null && weights.Count != Count))
            throw new ShapeException($"Histogram: edges are [bins + 1], and weights as many as elements; got {edges.Shape} and {weights?.Shape ?? Shape} for {Shape}. Use `Flatten`.");
        long bins = edges.Count - 1;
        DType dtype = DType.ToFloating();
        Tensor x = Detach().Reshape(-1), place = edges.SearchSorted(x, right: true) - 1;
        place = Where(x.EqualTo(edges.Select(0, bins)), place * 0 + (bins - 1), place);
        Tensor inside = place.GreaterOrEqual(0).LogicalAnd(place.Less(bins));
        Tensor each = (weights?.Reshape(-1).Widened() ?? Ones([Count], Widened().DType)) * inside.To(Widened().DType);
        Tensor counts = Zeros([bins], each.DType).ScatterAdd(0, place.Clamp(0, bins - 1), each);
        if (density)
            counts /= counts.Sum() * (edges.Slice(0, 1, bins + 1) - edges.Slice(0, 0, bins)).To(counts.DType);
        return (counts.To(dtype), edges);
    }

    /// <summary>The number of the bin of every element between sorted boundaries (int64): 0 below the first. PyTorch's <c>bucketize</c>, another view of <see cref="SearchSorted"/>.</summary>
    /// <param name="boundaries">[n], ascending.</param>
    /// <param name="right">True if a boundary itself belongs to the bin above it.</param>
    public Tensor Bucketize(Tensor boundaries, bool right = false) => boundaries.SearchSorted(this, right);
}
