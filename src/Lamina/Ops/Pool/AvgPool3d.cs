using Lamina.Ops;

namespace Lamina;

public sealed partial class Tensor
{
    /// <summary>The mean of each box, as PyTorch's <c>avg_pool3d</c>.</summary>
    /// <param name="settings">Windows, strides, padding, ceil mode, whether padding counts, and the divisor. Dilation must be 1.</param>
    /// <remarks>**DType:** this tensor's; float32 if that is no float. 16-bit floats are averaged in float32.</remarks>
    /// <exception cref="ShapeException">The input is not [N, C, D, H, W], or a window does not fit.</exception>
    public Tensor AvgPool3d(PoolSettings3d settings)
    {
        settings.Check("avg_pool3d", Shape);

        // With a divisor of its own, planes are summed.
        PoolSettings plane = settings.Plane.DivisorOverride == 0 ? settings.Plane : settings.Plane with { DivisorOverride = 1 };
        return Volumes.Apply("avg_pool3d", Widened(), planes => planes.AvgPool2d(plane), rows => rows.AvgPool2d(settings.Depth)).To(DType.ToFloating());
    }

    /// <summary>The mean of each window along the last axis, as PyTorch's <c>avg_pool1d</c>.</summary>
    /// <param name="kernel">Length of the window.</param>
    /// <param name="stride">Step between windows; the window's length if null.</param>
    /// <param name="padding">Zeros at both ends, at most half the window.</param>
    /// <param name="ceilMode">True to keep a last window that reaches beyond the end.</param>
    /// <param name="countIncludePad">True to divide by the whole window, false by what of it lies in the input.</param>
    /// <remarks>**DType:** this tensor's; float32 if that is no float. 16-bit floats are averaged in float32.</remarks>
    /// <exception cref="ShapeException">The input is not [N, C, L], or a window does not fit.</exception>
    public Tensor AvgPool1d(int kernel, int? stride = null, int padding = 0, bool ceilMode = false, bool countIncludePad = true) =>
        AsPictures("avg_pool1d").AvgPool2d(PoolSettings.Row(kernel, stride, padding, ceilMode: ceilMode, countIncludePad: countIncludePad)).Squeeze(2);
}
