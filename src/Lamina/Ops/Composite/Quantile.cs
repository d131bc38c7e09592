namespace Lamina;

public sealed partial class Tensor
{
    /// <summary>The number below which a part q of the elements lies, along an axis or of all. NaN where any is NaN. Integers give float32. PyTorch's <c>quantile</c>.</summary>
    /// <param name="q">The part, 0 to 1: ½ is the median.</param>
    /// <param name="axis">The axis to reduce; all elements if null.</param>
    /// <param name="keepDims">True to keep reduced axes with size 1.</param>
    /// <param name="interpolation">What is taken where the place q (n − 1) lies between two elements.</param>
    /// <exception cref="NumericException">q is outside 0 … 1.</exception>
    /// <exception cref="ShapeException">There is no element.</exception>
    public Tensor Quantile(double q, int? axis = null, bool keepDims = false, QuantileInterpolation interpolation = QuantileInterpolation.Linear)
    {
        if (!(q >= 0 && q <= 1))
            throw new NumericException($"Quantile: q is {q}; give a part from 0 to 1.");
        if (axis is not { } given)
        {
            Tensor single = Reshape(-1).Quantile(q, 0, false, interpolation);
            return keepDims ? single.Reshape([.. Enumerable.Repeat(1L, Rank)]) : single;
        }

        int at = Axis(given);
        long size = Shape[at];
        if (size == 0)
            throw new ShapeException($"Quantile: axis {given} of {Shape} is empty, and nothing has no quantiles. Choose another axis, or leave empty tensors out.");
        Tensor sorted = Widened().Sort(at).Values;
        double place = q * (size - 1);
        long below = (long)Math.Floor(place), above = (long)Math.Ceiling(place);
        double share = interpolation switch
        {
            QuantileInterpolation.Lower => 0,
            QuantileInterpolation.Higher => 1,
            QuantileInterpolation.Nearest => Math.Round(place, MidpointRounding.ToEven) - below,
            QuantileInterpolation.Midpoint => 0.5,
            _ => place - below,
        };
        Tensor low = sorted.Slice(at, below, below + 1), value = above == below || share == 0 ? low : low.Lerp(sorted.Slice(at, above, above + 1), share);

        // NaN counts as the largest.
        Tensor result = Where(sorted.Slice(at, size - 1, size).IsNaN(), double.NaN, value).To(DType.ToFloating());
        return keepDims ? result : result.Squeeze(at);
    }

    /// <summary>The k-th smallest element of each line along an axis, and where it stood (int64). NaN counts as the largest. PyTorch's <c>kthvalue</c>.</summary>
    /// <param name="k">Which, from 1.</param>
    /// <param name="axis">The axis to reduce.</param>
    /// <param name="keepDims">True to keep it with size 1.</param>
    /// <exception cref="ShapeException">The axis has fewer elements, or k is below 1.</exception>
    public (Tensor Values, Tensor Indices) KthValue(long k, int axis = -1, bool keepDims = false)
    {
        int at = Axis(axis);
        if (k < 1 || k > Shape[at])
            throw new ShapeException($"KthValue: element {k} of axis {axis} of {Shape} is asked for, which has {Shape[at]}. Give a number from 1 to that, or another axis.");
        (Tensor values, Tensor indices) = Sorted(at, descending: false, k);
        return keepDims ? (values.Slice(at, k - 1), indices.Slice(at, k - 1)) : (values.Select(at, k - 1), indices.Select(at, k - 1));
    }
}
