using Lamina.NN;

namespace Lamina.Keras;

/// <summary>A layer of pictures [N, height, width, channels], which are handed to the layers of Lamina.NN as a view [N, channels, height, width].</summary>
public abstract class PictureLayer : SpatialLayer
{
    private protected PictureLayer(Shape? inputShape)
        : base(inputShape)
    {
    }

    private protected sealed override int Axes => 2;

    /// <summary>The windows that move over the picture; null for a layer that takes it whole.</summary>
    private protected virtual (Size2 Window, Size2 Strides, Size2 Dilation, Padding Padding)? Windows => null;

    // A layer that takes the picture whole has no axes of windows in its output, but the picture must be there.
    private protected override long OutputSizeOf(int axis, long input) => Windows is var (window, strides, dilation, padding)
        ? Outputs(input, At(window, axis), At(strides, axis), At(dilation, axis), padding)
        : 1;

    /// <inheritdoc/>
    public override Shape OutputShapeOf(Shape input)
    {
        Shape output = base.OutputShapeOf(input);
        return Windows is null ? [output[2]] : output;
    }

    /// <summary>The settings of a pooling op for a picture.</summary>
    private protected PoolSettings Settings(Shape input)
    {
        (Size2 window, Size2 strides, _, Padding padding) = Windows!.Value;
        (int top, int bottom) = padding.Rows(input[1], window.Height, strides.Height, 1);
        (int left, int right) = padding.Columns(input[2], window.Width, strides.Width, 1);
        return new PoolSettings(window.Height, window.Width, strides.Height, strides.Width, top, left, bottom, right, CountIncludePad: false);
    }
}
