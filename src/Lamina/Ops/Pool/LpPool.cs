namespace Lamina;

public sealed partial class Tensor
{
    /// <summary>(Σ xᵖ)^(1/p) over each window along the last axis, as PyTorch's <c>lp_pool1d</c>.</summary>
    /// <param name="norm">p. With an odd or broken p, sums of negative numbers give NaN, as in PyTorch.</param>
    /// <param name="kernel">Length of the window.</param>
    /// <param name="stride">Step between windows; the window's length if null.</param>
    /// <param name="ceilMode">True to keep a last window that reaches beyond the end.</param>
    /// <exception cref="ShapeException">The input is not [N, C, L], or a window does not fit.</exception>
    public Tensor LpPool1d(double norm, int kernel, int? stride = null, bool ceilMode = false) =>
        AsPictures("lp_pool1d").LpPool2d(norm, PoolSettings.Row(kernel, stride, ceilMode: ceilMode)).Squeeze(2);

    /// <summary>(Σ xᵖ)^(1/p) over each window, as PyTorch's <c>lp_pool2d</c>.</summary>
    /// <param name="norm">p. With an odd or broken p, sums of negative numbers give NaN, as in PyTorch.</param>
    /// <param name="settings">Windows, strides and ceil mode.</param>
    /// <remarks>A window that reaches beyond the border is scaled up to a whole one, as in PyTorch. **DType:** this tensor's; float32 if that is no float.</remarks>
    /// <exception cref="ShapeException">The input is not [N, C, H, W], or a window does not fit.</exception>
    public Tensor LpPool2d(double norm, PoolSettings settings) =>
        Root(Widened().Pow(norm).AvgPool2d(settings), (double)settings.KernelHeight * settings.KernelWidth, norm).To(DType.ToFloating());

    /// <summary>(Σ xᵖ)^(1/p) over each box, as PyTorch's <c>lp_pool3d</c>.</summary>
    /// <param name="norm">p. With an odd or broken p, sums of negative numbers give NaN, as in PyTorch.</param>
    /// <param name="settings">Windows, strides and ceil mode.</param>
    /// <remarks>A window that reaches beyond the border is scaled up to a whole one, as in PyTorch. **DType:** this tensor's; float32 if that is no float.</remarks>
    /// <exception cref="ShapeException">The input is not [N, C, D, H, W], or a window does not fit.</exception>
    public Tensor LpPool3d(double norm, PoolSettings3d settings)
    {
        settings.Check("lp_pool3d", Shape);
        return Root(Widened().Pow(norm).AvgPool3d(settings), (double)settings.KernelDepth * settings.Plane.KernelHeight * settings.Plane.KernelWidth, norm).To(DType.ToFloating());
    }

    // Sign and magnitude apart: where the sum is 0 the gradient is 0, not that of the root.
    static Tensor Root(Tensor means, double count, double norm) => (means.Sign() * means.Abs().Relu() * count).Pow(1 / norm);
}
