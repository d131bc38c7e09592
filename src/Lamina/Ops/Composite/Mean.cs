namespace Lamina;

public sealed partial class Tensor
{
    /// <summary>The mean of all elements, or along some axes; integers give float32, 16-bit floats are summed and divided in float32. The mean of nothing is NaN.</summary>
    /// <param name="axes">The axes to average over; all without any.</param>
    public Tensor Mean(params ReadOnlySpan<int> axes) => Mean(axes, keepDims: false);

    /// <inheritdoc cref="Mean(ReadOnlySpan{int})"/>
    /// <param name="axes">The axes to average over; all if empty.</param>
    /// <param name="keepDims">True to keep the averaged axes with size 1.</param>
    public Tensor Mean(ReadOnlySpan<int> axes, bool keepDims)
    {
        DType result = DType.ToFloating();
        Tensor sum = To(result).WideSum(axes, keepDims);
        return (sum / ((double)Count / sum.Count)).To(result);
    }
}
