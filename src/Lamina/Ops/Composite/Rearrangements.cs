using Lamina.Ops;

namespace Lamina;

public sealed partial class Tensor
{
    /// <summary>The differences of neighbours along an axis, once or more often. PyTorch's <c>diff</c>.</summary>
    /// <param name="times">How often.</param>
    /// <param name="axis">The axis, which gets shorter by one each time, down to 0.</param>
    /// <exception cref="NumericException">times is negative.</exception>
    public Tensor Diff(int times = 1, int axis = -1)
    {
        if (times < 0)
            throw new NumericException($"Diff: {times} times; give 0 or more.");
        int at = Axis(axis);
        Tensor result = this;
        for (int i = 0; i < times && result.Shape[at] > 0; i++)
            result = result.Slice(at, 1, result.Shape[at]) - result.Slice(at, 0, result.Shape[at] - 1);
        return result;
    }

    /// <summary>A view turned by quarter turns in the plane of two axes, from the first towards the second. PyTorch's <c>rot90</c>.</summary>
    /// <param name="times">How many quarter turns; negative ones turn back.</param>
    /// <param name="axis1">The first axis.</param>
    /// <param name="axis2">The second axis.</param>
    /// <exception cref="IndexException">The axes are one and the same, or do not exist.</exception>
    public Tensor Rot90(int times = 1, int axis1 = 0, int axis2 = 1)
    {
        int first = Axis(axis1), second = Axis(axis2);
        if (first == second)
            throw new IndexException($"Rot90: axes {axis1} and {axis2} of {Shape} are the same; a turn needs two.");
        return (((times % 4) + 4) % 4) switch
        {
            1 => Flip(second).Transpose(first, second),
            2 => Flip(first, second),
            3 => Flip(first).Transpose(first, second),
            _ => this,
        };
    }

    /// <summary>Every combination of one element of each of some 1-d tensors, the last changing fastest: [n₁ n₂ …, k]. PyTorch's <c>cartesian_prod</c>.</summary>
    /// <param name="tensors">1-d tensors of one dtype.</param>
    /// <exception cref="ShapeException">A tensor is not 1-d.</exception>
    public static Tensor CartesianProduct(params ReadOnlySpan<Tensor> tensors)
    {
        Tensor[] grids = Meshgrid(tensors);
        for (int i = 0; i < grids.Length; i++)
            grids[i] = grids[i].Reshape(-1);
        return Stack(grids, -1);
    }

    /// <summary>The sum over some axes without what is NaN. PyTorch's <c>nansum</c>.</summary>
    /// <param name="axes">The axes to sum over; all without any.</param>
    public Tensor NanSum(params ReadOnlySpan<int> axes) => NanSum(axes, keepDims: false);

    /// <inheritdoc cref="NanSum(ReadOnlySpan{int})"/>
    /// <param name="axes">The axes to sum over; all if empty.</param>
    /// <param name="keepDims">True to keep the summed axes with size 1.</param>
    public Tensor NanSum(ReadOnlySpan<int> axes, bool keepDims)
    {
        AxisSets.Check(Shape, axes);
        return MaskedFill(IsNaN(), 0).Sum(axes, keepDims);
    }

    /// <summary>The mean over some axes of what is not NaN; NaN where nothing is left. Integers give float32. PyTorch's <c>nanmean</c>.</summary>
    /// <param name="axes">The axes to average over; all without any.</param>
    public Tensor NanMean(params ReadOnlySpan<int> axes) => NanMean(axes, keepDims: false);

    /// <inheritdoc cref="NanMean(ReadOnlySpan{int})"/>
    /// <param name="axes">The axes to average over; all if empty.</param>
    /// <param name="keepDims">True to keep the averaged axes with size 1.</param>
    public Tensor NanMean(ReadOnlySpan<int> axes, bool keepDims)
    {
        AxisSets.Check(Shape, axes);
        Tensor x = Widened(), present = x.IsNaN().LogicalNot();
        return (x.NanSum(axes, keepDims) / present.To(x.DType).Sum(axes, keepDims)).To(DType.ToFloating());
    }

    /// <summary>Whether every element is close to the other's, broadcast (bool): |this − other| ≤ absolute + relative · |other|; equal infinities are. PyTorch's <c>isclose</c>.</summary>
    /// <param name="other">What is expected.</param>
    /// <param name="relative">The tolerance relative to the other's magnitude.</param>
    /// <param name="absolute">The tolerance near 0.</param>
    /// <param name="equalNaN">True to count NaN as close to NaN.</param>
    public Tensor IsClose(Tensor other, double relative = 1e-5, double absolute = 1e-8, bool equalNaN = false)
    {
        Tensor a = Detach().To(DType.Float64), b = other.Detach().To(DType.Float64), gap = (a - b).Abs();
        Tensor close = a.EqualTo(b).LogicalOr(gap.LessOrEqual((b.Abs() * relative) + absolute).LogicalAnd(gap.IsFinite()).LogicalAnd(b.IsFinite()));
        return equalNaN ? close.LogicalOr(a.IsNaN().LogicalAnd(b.IsNaN())) : close;
    }
}
