using Lamina.Ops;

namespace Lamina;

public sealed partial class Tensor
{
    /// <summary>
    /// The largest elements of outHeight × outWidth windows that cover the picture, as PyTorch's <c>adaptive_max_pool2d</c>: window i
    /// spans ⌊i·H/outHeight⌋ up to ⌈(i+1)·H/outHeight⌉.
    /// </summary>
    /// <remarks>**DType:** this tensor's; float32 if that is no float. **Gradient:** to the first of equal ones, in row order.</remarks>
    /// <exception cref="ShapeException">The input is not [N, C, H, W], or an output size is not positive.</exception>
    public Tensor AdaptiveMaxPool2d(int outHeight, int outWidth) => Spread("adaptive_max_pool2d", outHeight, outWidth, out PoolSettings settings, out _).MaxPool2d(settings);

    /// <summary>The largest elements of windows that cover the picture, and where in their planes they lie (int64): row · W + column.</summary>
    /// <inheritdoc cref="AdaptiveMaxPool2d(int, int)"/>
    public (Tensor Values, Tensor Indices) AdaptiveMaxPool2dWithIndices(int outHeight, int outWidth)
    {
        (Tensor values, Tensor indices) = Spread("adaptive_max_pool2d", outHeight, outWidth, out PoolSettings settings, out Tensor? origins).MaxPool2dWithIndices(settings);
        return (values, origins is null ? indices : origins.IndexSelect(0, indices.Reshape(-1)).Reshape(indices.Shape));
    }

    /// <summary>The largest elements of windows that cover the last axis, as PyTorch's <c>adaptive_max_pool1d</c>.</summary>
    /// <param name="outLength">How many windows.</param>
    /// <exception cref="ShapeException">The input is not [N, C, L], or the output's size is not positive.</exception>
    public Tensor AdaptiveMaxPool1d(int outLength)
    {
        AdaptiveWindows.Check("adaptive_max_pool1d", Shape, "[N, C, L]", 3, outLength);
        return Unsqueeze(2).AdaptiveMaxPool2d(1, outLength).Squeeze(2);
    }

    /// <summary>The largest elements of windows that cover the last axis, and where on it they lie (int64).</summary>
    /// <inheritdoc cref="AdaptiveMaxPool1d(int)"/>
    public (Tensor Values, Tensor Indices) AdaptiveMaxPool1dWithIndices(int outLength)
    {
        AdaptiveWindows.Check("adaptive_max_pool1d", Shape, "[N, C, L]", 3, outLength);
        (Tensor values, Tensor indices) = Unsqueeze(2).AdaptiveMaxPool2dWithIndices(1, outLength);
        return (values.Squeeze(2), indices.Squeeze(2));
    }

    /// <summary>The largest elements of boxes that cover the volume, as PyTorch's <c>adaptive_max_pool3d</c>.</summary>
    /// <exception cref="ShapeException">The input is not [N, C, D, H, W], or an output size is not positive.</exception>
    public Tensor AdaptiveMaxPool3d(int outDepth, int outHeight, int outWidth)
    {
        AdaptiveWindows.Check("adaptive_max_pool3d", Shape, "[N, C, D, H, W]", 5, outDepth, outHeight, outWidth);
        return Volumes.Apply("adaptive_max_pool3d", this, planes => planes.AdaptiveMaxPool2d(outHeight, outWidth), rows => rows.AdaptiveMaxPool2d(outDepth, (int)rows.Shape[3]));
    }

    /// <summary>The largest elements of boxes that cover the volume, and where in it they lie (int64): (plane · H + row) · W + column.</summary>
    /// <inheritdoc cref="AdaptiveMaxPool3d(int, int, int)"/>
    public (Tensor Values, Tensor Indices) AdaptiveMaxPool3dWithIndices(int outDepth, int outHeight, int outWidth)
    {
        AdaptiveWindows.Check("adaptive_max_pool3d", Shape, "[N, C, D, H, W]", 5, outDepth, outHeight, outWidth);
        return DeepWithIndices(planes => planes.AdaptiveMaxPool2dWithIndices(outHeight, outWidth), rows => rows.AdaptiveMaxPool2dWithIndices(outDepth, (int)rows.Shape[3]));
    }

    // The picture with its windows side by side, so that they are even; and where each of its elements comes from, if not from its own place.
    Tensor Spread(string op, int outHeight, int outWidth, out PoolSettings settings, out Tensor? origins)
    {
        AdaptiveWindows.Check(op, Shape, "[N, C, H, W]", 4, outHeight, outWidth);
        long height = Shape[2], width = Shape[3];
        (int rows, long[] fromRows) = AdaptiveWindows.Filled(outHeight, height);
        (int columns, long[] fromColumns) = AdaptiveWindows.Filled(outWidth, width);
        settings = new PoolSettings(rows, columns, rows, columns);
        bool evenRows = height % outHeight == 0, evenColumns = width % outWidth == 0;
        origins = evenRows && evenColumns ? null : ((From(fromRows) * width).Unsqueeze(1) + From(fromColumns)).Reshape(-1);
        Tensor spread = evenRows ? this : IndexSelect(2, From(fromRows));
        return evenColumns ? spread : spread.IndexSelect(3, From(fromColumns));
    }
}
