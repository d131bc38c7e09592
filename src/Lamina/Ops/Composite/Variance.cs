using Lamina.Ops;

namespace Lamina;

public sealed partial class Tensor
{
    /// <summary>The variance of all elements, or along some axes, Σ(x − mean)² / (n − 1). Integers give float32; 16-bit floats are computed in float32.</summary>
    /// <param name="axes">The axes along which values spread; all without any.</param>
    public Tensor Variance(params ReadOnlySpan<int> axes) => Variance(axes, keepDims: false);

    /// <summary>The variance along some axes, Σ(x − mean)² / (n − correction). Where n does not exceed the correction it is NaN or ∞.</summary>
    /// <param name="axes">The axes along which values spread; all if empty.</param>
    /// <param name="keepDims">True to keep those axes with size 1.</param>
    /// <param name="correction">1 for the unbiased estimate from a sample, as in PyTorch; 0 for the variance of the values themselves.</param>
    public Tensor Variance(ReadOnlySpan<int> axes, bool keepDims, double correction = 1)
    {
        AxisSets.Check(Shape, axes);
        Tensor x = Widened();
        Tensor sum = (x - x.Mean(axes, keepDims: true)).Square().Sum(axes, keepDims);
        double count = sum.Count == 0 ? 0 : (double)Count / sum.Count;
        return (sum / Math.Max(0, count - correction)).To(DType.ToFloating());
    }

    /// <summary>The standard deviation of all elements, or along some axes: the root of <see cref="Variance(ReadOnlySpan{int})"/>. Where it is 0, so is its gradient.</summary>
    /// <param name="axes">The axes along which values spread; all without any.</param>
    public Tensor StandardDeviation(params ReadOnlySpan<int> axes) => StandardDeviation(axes, keepDims: false);

    /// <summary>The standard deviation along some axes: the root of the variance. Where it is 0, so is its gradient.</summary>
    /// <inheritdoc cref="Variance(ReadOnlySpan{int}, bool, double)"/>
    public Tensor StandardDeviation(ReadOnlySpan<int> axes, bool keepDims, double correction = 1)
    {
        AxisSets.Check(Shape, axes);
        return Widened().Variance(axes, keepDims, correction).RootOfSquares().To(DType.ToFloating());
    }

    /// <summary>This tensor in the dtype in which a formula of several ops is computed, so that 16-bit floats are rounded once, at its end.</summary>
    internal Tensor Widened() => To(DType == DType.Float64 ? DType.Float64 : DType.Float32);
}
