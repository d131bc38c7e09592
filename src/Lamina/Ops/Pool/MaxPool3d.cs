using Lamina.Ops;

namespace Lamina;

public sealed partial class Tensor
{
    /// <summary>The largest element of each box, as PyTorch's <c>max_pool3d</c>. NaN wins; padding never does.</summary>
    /// <param name="settings">Windows, strides, padding, dilation and ceil mode.</param>
    /// <remarks>**DType:** this tensor's; float32 if that is no float. **Gradient:** to the first of equal ones, in row order.</remarks>
    /// <exception cref="ShapeException">The input is not [N, C, D, H, W], or a window does not fit.</exception>
    public Tensor MaxPool3d(PoolSettings3d settings)
    {
        settings.Check("max_pool3d", Shape);
        return Volumes.Apply("max_pool3d", this, planes => planes.MaxPool2d(settings.Plane), rows => rows.MaxPool2d(settings.Depth));
    }

    /// <summary>The largest element of each box, and where in its volume it lies (int64): (plane · H + row) · W + column. Of equal ones the first.</summary>
    /// <param name="settings">Windows, strides, padding, dilation and ceil mode.</param>
    /// <exception cref="ShapeException">The input is not [N, C, D, H, W], or a window does not fit.</exception>
    public (Tensor Values, Tensor Indices) MaxPool3dWithIndices(PoolSettings3d settings)
    {
        settings.Check("max_pool3d", Shape);
        return DeepWithIndices(planes => planes.MaxPool2dWithIndices(settings.Plane), rows => rows.MaxPool2dWithIndices(settings.Depth));
    }

    (Tensor Values, Tensor Indices) DeepWithIndices(Func<Tensor, (Tensor Values, Tensor Indices)> overPlanes, Func<Tensor, (Tensor Values, Tensor Indices)> alongDepth)
    {
        (Tensor planes, Tensor inPlane) = overPlanes(Volumes.Planes(this));
        (Tensor rows, Tensor places) = alongDepth(Volumes.Rows(planes, Shape));

        // A place names a plane and a window in it, which names a place in the plane. A window of padding alone has none.
        long windows = planes.Shape[2] * planes.Shape[3];
        Tensor flat = places.Reshape(Shape[0], Shape[1], -1).Clamp(min: 0);
        Tensor within = inPlane.Reshape(Shape[0], Shape[1], -1).Gather(2, flat);
        Tensor indices = (within + (flat.FloorDivide(windows) * (Shape[3] * Shape[4]))).Reshape(places.Shape);
        return (Volumes.Back(rows, planes), Volumes.Back(indices, planes));
    }
}
